package dev.rolecall.operator.state;

import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.NodeSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The nodes that an InstanceProfile selects.
 *
 * @param own names of those whose processes have its role, in order
 * @param ofOlder names of those that an older profile selects too, by that profile's name
 */
record ProfileNodes(List<String> own, Map<String, List<String>> ofOlder) {
  private static final int NAMED = 5;

  /**
   * @param nodes labels by the nodes' names
   */
  static ProfileNodes of(
      InstanceProfile profile, Catalog catalog, Map<String, Map<String, String>> nodes) {
    Map<String, String> wanted =
        Optional.ofNullable(profile.getSpec().getNodeSelector())
            .map(NodeSelector::getMatchLabels)
            .orElse(Map.of());
    Map<String, List<String>> byProfile =
        nodes.entrySet().stream()
            .filter(node -> node.getValue().entrySet().containsAll(wanted.entrySet()))
            .sorted(Map.Entry.comparingByKey())
            .collect(
                Collectors.groupingBy(
                    node ->
                        catalog
                            .instanceProfile(node.getValue())
                            .map(dev.rolecall.directory.InstanceProfile::name)
                            .orElse(""),
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    List<String> own =
        Optional.ofNullable(byProfile.remove(profile.getMetadata().getName())).orElse(List.of());
    return new ProfileNodes(own, Map.copyOf(byProfile));
  }

  /** Whether there are nodes, and an older profile has them all. */
  boolean areAllOfOlder() {
    return own.isEmpty() && !ofOlder.isEmpty();
  }

  /** A sentence for the profile's status. */
  String message() {
    String use = own.isEmpty() ? "selects no node of its own" : "in use on " + named(own);
    return ofOlder.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(other ->
            "; the older InstanceProfile '%s' has %s"
                .formatted(other.getKey(), named(other.getValue())))
        .collect(Collectors.joining("", use, ""));
  }

  private static String named(List<String> nodes) {
    String names = nodes.stream().limit(NAMED).collect(Collectors.joining(", "));
    String more = nodes.size() > NAMED ? " and %d more".formatted(nodes.size() - NAMED) : "";
    return (nodes.size() == 1 ? "node " : "nodes ") + names + more;
  }
}
