package dev.rolecall.kube.manifest;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Trees as objects of the Kubernetes client's types. */
public final class TypedObjects {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private TypedObjects() {}

  /**
   * @throws JsonException where a field has another JSON type; the position is the tree's
   */
  public static <T extends HasMetadata> T read(JsonValue tree, Class<T> type) throws JsonException {
    try {
      return SERIALIZATION.unmarshal(Json.write(tree), type);
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new JsonException(
          "is no " + HasMetadata.getKind(type) + ": " + reason(e), tree.position());
    }
  }

  /** The first line: Jackson goes on with where its own text was. */
  private static String reason(RuntimeException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("it cannot be read");
  }
}
