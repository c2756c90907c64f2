package dev.rolecall.directory;

/**
 * Ways to credentials that an account opens for its pods; all are shut unless it says so.
 *
 * @param imds the instance metadata service, where the connection alone says whose a request is
 * @param ecs the ECS endpoint, likewise
 * @param hostNetwork credentials of a node's agent for pods on the host's network
 */
public record PodPermissions(boolean imds, boolean ecs, boolean hostNetwork) {
  /** What a pod of no account may. */
  public static final PodPermissions NONE = new PodPermissions(false, false, false);
}
