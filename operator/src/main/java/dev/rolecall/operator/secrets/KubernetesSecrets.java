package dev.rolecall.operator.secrets;

import dev.rolecall.identity.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Secrets of one namespace of the API server. */
public final class KubernetesSecrets implements SecretStore {
  private static final Map<String, String> LABELS =
      Map.of("app.kubernetes.io/managed-by", "rolecall-operator");

  private final KubernetesClient client;
  private final String namespace;

  public KubernetesSecrets(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  @Override
  public Optional<StoredSecret> read(String name) {
    return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get())
        .map(secret ->
            new StoredSecret(
                name,
                secret.getMetadata().getResourceVersion(),
                decoded(Optional.ofNullable(secret.getData()).orElse(Map.of()))));
  }

  @Override
  public boolean create(String name, Map<String, Secret> data) {
    return written(() -> client.resource(secret(name, data)).create());
  }

  @Override
  public boolean replace(StoredSecret read, Map<String, Secret> data) {
    return written(() ->
        client.resource(secret(read.name(), data)).lockResourceVersion(read.version()).update());
  }

  private static boolean written(Runnable write) {
    try {
      write.run();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
          || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private io.fabric8.kubernetes.api.model.Secret secret(String name, Map<String, Secret> data) {
    Map<String, String> encoded = new HashMap<>();
    data.forEach((key, value) ->
        encoded.put(
            key,
            Base64.getEncoder().encodeToString(value.reveal().getBytes(StandardCharsets.UTF_8))));
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(LABELS)
        .endMetadata()
        .withType(data.containsKey("tls.crt") ? "kubernetes.io/tls" : "Opaque")
        .withData(encoded)
        .build();
  }

  private static Map<String, Secret> decoded(Map<String, String> data) {
    return data.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    new Secret(
                        new String(
                            Base64.getDecoder().decode(entry.getValue()),
                            StandardCharsets.UTF_8))));
  }
}
