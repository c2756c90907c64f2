package dev.rolecall.operator.injection.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.operator.injection.patch.NamedElements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the containers of a pod find in their environment.
 *
 * @param shared by all containers, in the order of injection
 * @param ofContainers values that a hyphen and the container's name are added to
 * @param hosts of the agent, which no proxy may stand before
 * @param rivals variables that SDKs prefer to what is injected
 */
public record Environment(
    List<VariableGroup> shared,
    Map<String, String> ofContainers,
    List<String> hosts,
    Set<String> rivals) {
  static final String REGIONAL_STS = "AWS_STS_REGIONAL_ENDPOINTS";
  static final List<String> REGIONS = List.of("AWS_DEFAULT_REGION", "AWS_REGION");

  public Environment {
    shared = List.copyOf(shared);
    hosts = List.copyOf(hosts);
    rivals = Set.copyOf(rivals);
  }

  /** The variables of the container of this name, in the order of injection. */
  public List<VariableGroup> groups(String container) {
    if (ofContainers.isEmpty()) {
      return shared;
    }
    Map<String, String> own = new LinkedHashMap<>();
    ofContainers.forEach((name, value) -> own.put(name, value + "-" + container));
    List<VariableGroup> groups = new ArrayList<>(shared);
    groups.add(new VariableGroup(VariableGroup.Rule.EACH, own));
    return groups;
  }

  /** All of them, by name. */
  public Map<String, String> variables(String container) {
    Map<String, String> variables = new LinkedHashMap<>();
    groups(container).forEach(group -> variables.putAll(group.variables()));
    return variables;
  }

  /**
   * Whether the EKS webhook would not even mount the token: a container that says it all itself.
   */
  public boolean isSaidBy(JsonNode env) {
    return NamedElements.holds(env, REGIONAL_STS)
        && REGIONS.stream().anyMatch(name -> NamedElements.holds(env, name))
        && way().anyMatch(name -> NamedElements.holds(env, name));
  }

  /** The variables that lead to credentials. */
  private Stream<String> way() {
    return shared.stream()
        .filter(group -> group.rule() == VariableGroup.Rule.ALL_OR_NONE)
        .flatMap(group -> group.variables().keySet().stream());
  }
}
