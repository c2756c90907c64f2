package dev.rolecall.agent.guard.host;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;

/** Looks into JSON that others wrote: what is missing or of another kind is empty. */
public final class Members {
  private Members() {}

  public static Optional<JsonValue> get(JsonValue value, String name) {
    return value instanceof JsonObject object ? object.get(name) : Optional.empty();
  }

  public static Optional<String> text(JsonValue value, String name) {
    return get(value, name)
        .flatMap(member ->
            member instanceof JsonString string ? Optional.of(string.value()) : Optional.empty());
  }

  public static Optional<Long> number(JsonValue value, String name) {
    return get(value, name)
        .flatMap(member ->
            member instanceof JsonNumber number
                ? Optional.of(number.value().longValue())
                : Optional.empty());
  }

  public static List<JsonValue> elements(JsonValue value) {
    return value instanceof JsonArray array ? array.elements() : List.of();
  }

  public static List<JsonValue> elements(JsonValue value, String name) {
    return get(value, name).map(Members::elements).orElse(List.of());
  }
}
