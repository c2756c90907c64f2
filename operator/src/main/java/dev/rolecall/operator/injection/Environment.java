package dev.rolecall.operator.injection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the containers of a pod find in their environment.
 *
 * @param shared by all containers, in the order of injection
 * @param ofContainers values that a hyphen and the container's name are added to
 * @param hosts of the agent, which no proxy may stand before
 * @param rivals variables that SDKs prefer to what is injected
 */
record Environment(
    Map<String, String> shared,
    Map<String, String> ofContainers,
    List<String> hosts,
    Set<String> rivals) {
  /** The variables of the container of this name, in the order of injection. */
  Map<String, String> of(String container) {
    Map<String, String> variables = new LinkedHashMap<>(shared);
    ofContainers.forEach((name, value) -> variables.put(name, value + "-" + container));
    return variables;
  }
}
