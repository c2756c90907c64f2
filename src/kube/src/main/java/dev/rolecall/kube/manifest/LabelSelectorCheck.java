package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a label selector's schema cannot say (Kubernetes: "Labels and Selectors"). */
final class LabelSelectorCheck {
  /** A label's value, and a key after its prefix. */
  private static final String WORD = "[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";

  private static final Pattern VALUE = Pattern.compile("(" + WORD + ")?");
  private static final Pattern KEY =
      Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?" + WORD);

  private static final Set<String> WITH_VALUES = Set.of("In", "NotIn");
  private static final Set<String> WITHOUT_VALUES = Set.of("Exists", "DoesNotExist");

  private final List<ManifestProblem> problems;

  LabelSelectorCheck(List<ManifestProblem> problems) {
    this.problems = problems;
  }

  /** Checks keys, values, and operators with their values. */
  void check(FieldPath path, JsonObject selector) {
    labels(selector)
        .forEach(label -> {
          checkKey(path.member("matchLabels").member(label.name()), label.value(), label.name());
          checkValue(path.member("matchLabels").member(label.name()), label.value());
        });
    Fields.objects(path, "matchExpressions", selector).forEach(this::checkExpression);
  }

  /** The keys that a selector names, each with its place. */
  static Map<FieldPath, String> keys(FieldPath path, JsonObject selector) {
    Map<FieldPath, String> keys = new LinkedHashMap<>();
    labels(selector)
        .forEach(label -> keys.put(path.member("matchLabels").member(label.name()), label.name()));
    Fields.objects(path, "matchExpressions", selector)
        .forEach((place, expression) ->
            Fields.text(expression, "key").ifPresent(key -> keys.put(place.member("key"), key)));
    return keys;
  }

  private static List<Member> labels(JsonObject selector) {
    return Fields.object(selector, "matchLabels").map(JsonObject::members).orElse(List.of());
  }

  private void checkExpression(FieldPath path, JsonObject expression) {
    Fields.text(expression, "key").ifPresent(key -> checkKey(path.member("key"), expression, key));
    List<JsonValue> values = new ArrayList<>();
    if (expression.get("values").orElse(null) instanceof JsonArray array) {
      values.addAll(array.elements());
    }
    values.forEach(value -> checkValue(path.member("values"), value));
    String operator = Fields.text(expression, "operator").orElse("");
    if (WITH_VALUES.contains(operator) && values.isEmpty()) {
      add(path.member("values"), expression, "needs at least one value for " + operator);
    }
    if (WITHOUT_VALUES.contains(operator) && !values.isEmpty()) {
      add(path.member("values"), expression, operator + " has no values; leave them out");
    }
  }

  private void checkKey(FieldPath path, JsonValue place, String key) {
    if (!KEY.matcher(key).matches()) {
      add(path, place, "is no label's key");
    }
  }

  private void checkValue(FieldPath path, JsonValue value) {
    if (value instanceof JsonString text && !VALUE.matcher(text.value()).matches()) {
      add(path, text, "is no label's value: at most 63 letters, digits, '-', '_' and '.'");
    }
  }

  private void add(FieldPath path, JsonValue value, String message) {
    problems.add(new ManifestProblem(path, value.position(), message));
  }
}
