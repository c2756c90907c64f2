package dev.rolecall.operator.state;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * An object of the API server.
 *
 * @param namespace empty for objects of the cluster
 */
public record ObjectKey(String kind, String namespace, String name) {
  public static ObjectKey of(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return new ObjectKey(
        object.getKind(), namespace == null ? "" : namespace, object.getMetadata().getName());
  }
}
