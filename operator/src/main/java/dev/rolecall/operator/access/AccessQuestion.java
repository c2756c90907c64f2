package dev.rolecall.operator.access;

/**
 * What somebody would like to do.
 *
 * @param verb {@code create}, {@code use}, ...
 * @param group of the resource; empty for Kubernetes' own
 * @param resource plural, {@code pods}
 * @param namespace empty for objects of the cluster
 * @param name empty for all of them, and where there is none yet
 */
public record AccessQuestion(
    String verb, String group, String resource, String namespace, String name) {
  /** Whether pods may be made in a namespace. */
  public static AccessQuestion createPods(String namespace) {
    return new AccessQuestion("create", "", "pods", namespace, "");
  }
}
