package dev.rolecall.kube.directory;

import dev.rolecall.directory.LabelRequirement;
import dev.rolecall.directory.LabelSelector;
import dev.rolecall.kube.resource.LabelExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Selectors of resources as selectors. */
final class LabelSelectors {
  private LabelSelectors() {}

  /** Empty where any part cannot be read: what is left would select other objects. */
  static Optional<LabelSelector> of(
      Map<String, String> matchLabels, List<LabelExpression> expressions) {
    List<LabelRequirement> requirements = new ArrayList<>();
    for (Map.Entry<String, String> label : matchLabels.entrySet()) {
      if (label.getValue() == null) {
        return Optional.empty();
      }
      requirements.add(new LabelRequirement.In(label.getKey(), Set.of(label.getValue())));
    }
    for (LabelExpression expression : expressions) {
      Optional<LabelRequirement> requirement =
          Optional.ofNullable(expression).flatMap(LabelSelectors::requirement);
      if (requirement.isEmpty()) {
        return Optional.empty();
      }
      requirements.add(requirement.get());
    }
    return Optional.of(new LabelSelector(requirements));
  }

  private static Optional<LabelRequirement> requirement(LabelExpression expression) {
    String key = expression.getKey();
    List<String> values = expression.getValues();
    if (key == null
        || !expression.getUnknownFields().isEmpty()
        || values.stream().anyMatch(Objects::isNull)) {
      return Optional.empty();
    }
    Set<String> set = new HashSet<>(values);
    LabelRequirement requirement =
        switch (String.valueOf(expression.getOperator())) {
          case "In" -> new LabelRequirement.In(key, set);
          case "NotIn" -> new LabelRequirement.NotIn(key, set);
          case "Exists" -> new LabelRequirement.Exists(key);
          case "DoesNotExist" -> new LabelRequirement.DoesNotExist(key);
          default -> null;
        };
    boolean wantsValues =
        requirement instanceof LabelRequirement.In || requirement instanceof LabelRequirement.NotIn;
    return Optional.ofNullable(requirement).filter(read -> wantsValues != set.isEmpty());
  }
}
