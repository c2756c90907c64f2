package dev.rolecall.operator.injection.plan;

import dev.rolecall.identity.Audience;
import dev.rolecall.identity.Audiences;
import java.util.Set;

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
    return new Audiences(
            Set.copyOf(containerCredentials.audiences()), Set.copyOf(webIdentity.audiences()))
        .ofOthers(Audience.WEB_IDENTITY)
        .contains(audience);
  }
}
