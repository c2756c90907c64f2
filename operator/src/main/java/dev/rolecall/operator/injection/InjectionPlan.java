package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What one pod is to be given.
 *
 * @param environment of every container
 * @param superseded what an earlier injection gave, of which nothing may stay
 * @param token that every container reads; empty where the agent attests the connection instead
 * @param volumes of the pod
 * @param sidecar the agent's container
 */
record InjectionPlan(
    Environment environment,
    Optional<Environment> superseded,
    Optional<TokenVolume> token,
    List<ObjectNode> volumes,
    Optional<ObjectNode> sidecar) {
  InjectionPlan superseding(Environment earlier) {
    return new InjectionPlan(environment, Optional.of(earlier), token, volumes, sidecar);
  }
}
