package dev.rolecall.operator.injection.plan;

import dev.rolecall.identity.Audience;

/**
 * What every injection has in common.
 *
 * @param containerCredentials the token for a node's agent or a sidecar
 * @param webIdentity the token that SDKs take to sts themselves
 * @param node where pods find their node's agent
 * @param agent the sidecar
 */
public record InjectionSettings(
    WorkloadSettings workloads,
    TokenVolume containerCredentials,
    TokenVolume webIdentity,
    AgentEndpoint node,
    ServerFeatures server,
    AgentSettings agent) {
  /** Whether sts takes tokens with this audience for something else than web identity. */
  public boolean isOfAnotherWay(String audience) {
    return containerCredentials.audiences().contains(audience)
        || audience.equals(Audience.AGENT.value())
        || audience.equals(Audience.AUTHORIZE.value());
  }
}
