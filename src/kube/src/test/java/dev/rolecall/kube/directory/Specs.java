package dev.rolecall.kube.directory;

import dev.rolecall.kube.manifest.ResourceKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;

/** Resources of a few words, as an API server would hand them out. */
final class Specs {
  private Specs() {}

  /**
   * @param namespace null for resources of the cluster
   * @param spec the members of its spec in YAML's flow style
   */
  static HasMetadata resource(String kind, @Nullable String namespace, String name, String spec) {
    String yaml =
        "apiVersion: %s\nkind: %s\nmetadata: {name: %s}\nspec: {%s}\n"
            .formatted(ResourceKind.API_VERSION, kind, name, spec);
    HasMetadata resource =
        Serialization.unmarshal(yaml, ResourceKind.named(kind).orElseThrow().type());
    resource.getMetadata().setNamespace(namespace);
    resource.getMetadata().setUid("uid-" + kind + "-" + namespace + "-" + name);
    resource.getMetadata().setResourceVersion("1");
    resource.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
    return resource;
  }
}
