package dev.rolecall.kube.directory;

import dev.rolecall.directory.LabelRequirement;
import dev.rolecall.directory.LabelSelector;
import dev.rolecall.kube.resource.LabelExpression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Label selectors of resources as core's. */
final class Selectors {
  private Selectors() {}

  /**
   * @return empty where they cannot be read: there is no telling what they select
   */
  static Optional<LabelSelector> of(
      Map<String, String> matchLabels, List<LabelExpression> matchExpressions) {
    List<Optional<LabelRequirement>> requirements =
        Stream.concat(
                matchLabels.entrySet().stream().map(Selectors::requirement),
                matchExpressions.stream().map(Selectors::requirement))
            .toList();
    return requirements.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            new LabelSelector(requirements.stream().flatMap(Optional::stream).toList()))
        : Optional.empty();
  }

  private static Optional<LabelRequirement> requirement(Map.Entry<String, String> label) {
    return Optional.ofNullable(label.getValue())
        .map(value -> new LabelRequirement.In(label.getKey(), Set.of(value)));
  }

  private static Optional<LabelRequirement> requirement(LabelExpression expression) {
    String key = expression.getKey();
    if (key == null
        || !expression.getUnknownFields().isEmpty()
        || expression.getValues().contains(null)) {
      return Optional.empty();
    }
    Set<String> values = Set.copyOf(expression.getValues());
    return Optional.ofNullable(
        switch (String.valueOf(expression.getOperator())) {
          case "In" -> new LabelRequirement.In(key, values);
          case "NotIn" -> new LabelRequirement.NotIn(key, values);
          case "Exists" -> new LabelRequirement.Exists(key);
          case "DoesNotExist" -> new LabelRequirement.DoesNotExist(key);
          default -> null;
        });
  }
}
