package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a label selector means beyond its schema (Kubernetes: "Labels and Selectors"). */
final class SelectorCheck {
  private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
  private static final Pattern VALUE = Pattern.compile("(" + NAME + ")?");
  private static final Pattern KEY =
      Pattern.compile("([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?" + NAME);

  private final List<ManifestProblem> problems;
  private final FieldPath path;
  private final JsonObject selector;

  SelectorCheck(List<ManifestProblem> problems, FieldPath path, JsonObject selector) {
    this.problems = problems;
    this.path = path;
    this.selector = selector;
  }

  void check() {
    FieldPath labels = path.member("matchLabels");
    Fields.object(selector, "matchLabels")
        .ifPresent(all -> all.members().forEach(label -> checkLabel(labels, label)));
    Fields.objects(path, "matchExpressions", selector).forEach(this::checkExpression);
  }

  private void checkLabel(FieldPath labels, Member label) {
    FieldPath place = labels.member(label.name());
    checkKey(place, label.value(), label.name());
    checkValue(place, label.value());
  }

  private void checkExpression(FieldPath place, JsonObject expression) {
    Fields.text(expression, "key")
        .ifPresent(key -> checkKey(place.member("key"), expression, key));
    Optional<JsonArray> values =
        expression
            .get("values")
            .filter(JsonArray.class::isInstance)
            .map(JsonArray.class::cast);
    int given = values.map(array -> array.elements().size()).orElse(0);
    FieldPath valuesPlace = place.member("values");
    switch (Fields.text(expression, "operator").orElse("")) {
      case "In", "NotIn" -> {
        if (given == 0) {
          add(valuesPlace, expression, "needs at least one value for In and NotIn");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (given > 0) {
          add(valuesPlace, expression, "Exists and DoesNotExist take no values; remove them");
        }
      }
      default -> {} // The schema's concern.
    }
    values.ifPresent(array -> {
      for (int i = 0; i < given; i++) {
        checkValue(valuesPlace.element(i), array.elements().get(i));
      }
    });
  }

  private void checkKey(FieldPath place, JsonValue at, String key) {
    if (!KEY.matcher(key).matches()) {
      add(
          place,
          at,
          "'%s' is no label's key: [<DNS name>/]<at most 63 letters, digits, '-', '_' and '.'>"
              .formatted(key));
    }
  }

  private void checkValue(FieldPath place, JsonValue value) {
    if (value instanceof JsonString text && !VALUE.matcher(text.value()).matches()) {
      add(place, text, "is no label's value: at most 63 letters, digits, '-', '_' and '.'");
    }
  }

  private void add(FieldPath place, JsonValue value, String message) {
    problems.add(new ManifestProblem(place, value.position(), message));
  }
}
