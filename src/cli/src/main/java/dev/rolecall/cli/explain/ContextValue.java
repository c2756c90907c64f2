package dev.rolecall.cli.explain;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The value of a condition key as a flag gives it: text, or a list of texts as JSON. */
final class ContextValue {
  private ContextValue() {}

  /** The value; empty where the text begins as a list and is none. */
  static Optional<RequestContext.Entry> parse(String text) {
    if (!text.startsWith("[")) {
      return Optional.of(new RequestContext.Entry(List.of(text), false));
    }
    try {
      return Json.parse(text) instanceof JsonValue.JsonArray array
          ? texts(array).map(values -> new RequestContext.Entry(values, true))
          : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> texts(JsonValue.JsonArray array) {
    List<String> texts = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      if (!(element instanceof JsonValue.JsonString text)) {
        return Optional.empty();
      }
      texts.add(text.value());
    }
    return Optional.of(texts);
  }
}
