package dev.rolecall.operator;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The issuer of the cluster's own service-account tokens.
 *
 * @param url the {@code iss} of its tokens
 */
record ClusterIssuer(String url) {
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  /**
   * Asks the API server's discovery document.
   *
   * @throws IllegalStateException where it does not tell; the message names the setting to use
   */
  static ClusterIssuer discover(KubernetesClient client) {
    return Optional.ofNullable(document(client))
        .flatMap(ClusterIssuer::issuer)
        .map(ClusterIssuer::new)
        .orElseThrow(() ->
            new IllegalStateException(
                "the API server does not say at "
                    + DISCOVERY
                    + " who issues its tokens: allow the operator to get it (ClusterRole"
                    + " system:service-account-issuer-discovery), or set"
                    + " rolecall.cluster.issuer"));
  }

  private static @Nullable String document(KubernetesClient client) {
    try {
      return client.raw(DISCOVERY);
    } catch (KubernetesClientException e) {
      if (e.getCode() == 403) {
        return null;
      }
      throw e;
    }
  }

  private static Optional<String> issuer(String document) {
    try {
      return Json.parse(document) instanceof JsonObject object
          ? object
              .get("issuer")
              .filter(JsonString.class::isInstance)
              .map(issuer -> ((JsonString) issuer).value())
          : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
