package dev.rolecall.agent.node;

/**
 * Ways to credentials that an Account opens for its pods; all are shut unless it says so.
 *
 * @param imds the instance metadata service (no token: the connection's pod is attested)
 * @param ecs the ECS endpoint (no token either)
 * @param hostNetwork credentials by token for pods on the host's network
 */
public record PodPermissions(boolean imds, boolean ecs, boolean hostNetwork) {
  /** What a pod of no account may. */
  public static final PodPermissions NONE = new PodPermissions(false, false, false);
}
