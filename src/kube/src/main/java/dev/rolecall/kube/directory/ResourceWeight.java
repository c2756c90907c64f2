package dev.rolecall.kube.directory;

import dev.rolecall.policy.DocumentWeight;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** How much of sts' heap a resource takes at most, as its account's {@code memoryQuota} counts. */
public final class ResourceWeight {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  /** Of an object without its spec, and of what is made of it whatever it says. */
  private static final long OF_OBJECT = 2048;

  private ResourceWeight() {}

  /** In bytes. */
  static long of(HasMetadata resource) {
    return ofSpec(resource) + ofAnnotation(resource);
  }

  /**
   * In bytes, of one that is not read yet.
   *
   * @param spec its JSON
   */
  public static long of(String spec, String annotation) {
    return OF_OBJECT + DocumentWeight.of(spec) + DocumentWeight.of(HeldRoles.kept(annotation));
  }

  /** The part that changes with the object's generation only. */
  static long ofSpec(HasMetadata resource) {
    return resource instanceof CustomResource<?, ?> custom
        ? OF_OBJECT + DocumentWeight.of(SERIALIZATION.asJson(custom.getSpec()))
        : OF_OBJECT;
  }

  /** The part of the roles that it holds, as much as sts keeps of what says so. */
  static long ofAnnotation(HasMetadata resource) {
    return HeldRoles.annotation(resource).map(HeldRoles::kept).map(DocumentWeight::of).orElse(0L);
  }
}
