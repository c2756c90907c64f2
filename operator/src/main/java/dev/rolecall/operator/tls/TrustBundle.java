package dev.rolecall.operator.tls;

import dev.rolecall.json.Json;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;

/**
 * The certificates that the node's agents trust sts by, in a ConfigMap: the Secret that has them
 * too has the key of sts, and a kubelet may read what the pods of its node name.
 */
public final class TrustBundle {
  /** The ConfigMap's name. */
  public static final String NAME = "rolecall-sts-ca";

  private static final String KEY = "ca.crt";

  private final KubernetesClient client;
  private final String namespace;

  public TrustBundle(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Writes the bundle where another is there, or none. */
  public void publish(String bundle) {
    Resource<ConfigMap> resource = client.configMaps().inNamespace(namespace).withName(NAME);
    Optional<ConfigMap> present = Optional.ofNullable(resource.get());
    if (present.isEmpty()) {
      create(bundle);
    } else if (!Map.of(KEY, bundle).equals(present.get().getData())) {
      resource.patch(
          PatchContext.of(PatchType.JSON_MERGE), Json.write(Map.of("data", Map.of(KEY, bundle))));
    }
  }

  private void create(String bundle) {
    try {
      client
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withNamespace(namespace)
                  .withName(NAME)
                  .addToLabels("app.kubernetes.io/managed-by", "rolecall-operator")
                  .endMetadata()
                  .withData(Map.of(KEY, bundle))
                  .build())
          .create();
    } catch (KubernetesClientException e) {
      // Another replica was quicker; what it wrote is looked at the next time.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }
}
