package dev.rolecall.operator.injection.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one pod is to be given.
 *
 * @param environment of every container
 * @param superseded what an earlier injection gave, of which nothing may stay
 * @param token that every container reads; empty where the agent attests the connection instead
 * @param labels of the pod
 * @param agent the agent's container, where it runs beside the others
 */
public record InjectionPlan(
    Environment environment,
    Optional<Environment> superseded,
    Optional<ProjectedToken> token,
    Map<String, String> labels,
    Optional<SidecarParts> agent) {
  /**
   * @param volumes of the container alone
   */
  public record SidecarParts(ObjectNode container, List<ObjectNode> volumes) {}

  static InjectionPlan of(Environment environment, Optional<ProjectedToken> token) {
    return new InjectionPlan(environment, Optional.empty(), token, Map.of(), Optional.empty());
  }

  InjectionPlan labelled(Map<String, String> more) {
    return new InjectionPlan(environment, superseded, token, more, agent);
  }

  InjectionPlan with(SidecarParts parts) {
    return new InjectionPlan(environment, superseded, token, labels, Optional.of(parts));
  }

  public InjectionPlan superseding(Environment earlier) {
    return new InjectionPlan(environment, Optional.of(earlier), token, labels, agent);
  }
}
