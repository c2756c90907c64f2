package dev.rolecall.kube.directory;

import dev.rolecall.binding.EksPrefix;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Objects with only what somebody asks for: a large cluster has many pods, and pods are large.
 * Whoever observes a store takes what he needs of the whole object; the store itself keeps no more
 * than which object it was.
 */
public final class Slim {
  /** As large as the object itself. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Slim() {}

  static Pod pod(Pod pod) {
    return new PodBuilder().withMetadata(identity(pod)).build();
  }

  static ServiceAccount serviceAccount(ServiceAccount account) {
    return new ServiceAccountBuilder().withMetadata(identity(account)).build();
  }

  static Node node(Node node) {
    return new NodeBuilder().withMetadata(identity(node)).build();
  }

  /** With its labels, but those that the operator writes. */
  static Namespace namespace(Namespace namespace) {
    ObjectMeta metadata = identity(namespace);
    metadata.setLabels(
        kept(
            namespace.getMetadata().getLabels(),
            key -> !key.startsWith(NamespaceClaims.OWN_LABELS)));
    return new NamespaceBuilder().withMetadata(metadata).build();
  }

  /** A node with its labels. */
  public static Node labelled(Node node) {
    return new NodeBuilder().withMetadata(labelled(node.getMetadata(), identity(node))).build();
  }

  /** A namespace with all its labels. */
  public static Namespace labelled(Namespace namespace) {
    ObjectMeta metadata = labelled(namespace.getMetadata(), identity(namespace));
    return new NamespaceBuilder().withMetadata(metadata).build();
  }

  private static ObjectMeta labelled(ObjectMeta full, ObjectMeta slim) {
    slim.setLabels(labels(full));
    slim.setDeletionTimestamp(full.getDeletionTimestamp());
    return slim;
  }

  /** A service account with the annotations that may name a role. */
  public static ServiceAccount annotated(ServiceAccount account, EksPrefix eks) {
    ServiceAccount slim = serviceAccount(account);
    slim.getMetadata().setAnnotations(annotations(account.getMetadata(), eks));
    return slim;
  }

  /** The object itself, without its managed fields and what kubectl notes of its last change. */
  public static <T extends HasMetadata> T resource(T resource) {
    resource.getMetadata().setManagedFields(null);
    Map<String, String> annotations = resource.getMetadata().getAnnotations();
    if (annotations != null) {
      annotations.remove(LAST_APPLIED);
    }
    return resource;
  }

  /**
   * A resource without its status, which whoever decides by it must not believe, and without labels
   * and annotations, of which a tenant may write as many as he likes.
   */
  static <T extends CustomResource<?, ?>> T withoutStatus(T resource) {
    ObjectMeta full = resource.getMetadata();
    ObjectMeta slim = identity(resource);
    slim.setGeneration(full.getGeneration());
    slim.setCreationTimestamp(full.getCreationTimestamp());
    slim.setDeletionTimestamp(full.getDeletionTimestamp());
    HeldRoles.annotation(resource)
        .ifPresent(held -> slim.setAnnotations(Map.of(HeldRoles.ANNOTATION, HeldRoles.kept(held))));
    resource.setMetadata(slim);
    resource.setStatus(null);
    return resource;
  }

  /** A resource whose status alone is of interest. */
  public static <T extends CustomResource<?, ?>> T withoutSpec(T resource) {
    resource.setSpec(null);
    return resource(resource);
  }

  /** All labels: any may be what an association selects pods by. */
  static Map<String, String> labels(ObjectMeta metadata) {
    return kept(metadata.getLabels(), key -> true);
  }

  /** Those annotations that may name a role, or say how credentials are got. */
  static Map<String, String> annotations(ObjectMeta metadata, EksPrefix eks) {
    return kept(metadata.getAnnotations(), key -> key.startsWith("rolecall.dev/") || eks.isOf(key));
  }

  private static ObjectMeta identity(HasMetadata object) {
    ObjectMeta full = object.getMetadata();
    return new ObjectMetaBuilder()
        .withNamespace(full.getNamespace())
        .withName(full.getName())
        .withUid(full.getUid())
        .withResourceVersion(full.getResourceVersion())
        .build();
  }

  /** Most pods have the same keys as others: each is kept once. */
  private static Map<String, String> kept(
      @Nullable Map<String, String> all, Predicate<String> wanted) {
    if (all == null) {
      return Map.of();
    }
    Map<String, String> kept = new HashMap<>();
    all.forEach((key, value) -> {
      if (value != null && wanted.test(key)) {
        kept.put(key.intern(), value);
      }
    });
    return Map.copyOf(kept);
  }
}
