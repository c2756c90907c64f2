package dev.rolecall.cli.keys;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.kube.resource.SessionKeysSecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Those of a cluster: a Secret, which the operator keeps too.
 *
 * @param namespace where Rolecall is installed
 */
public record ClusterKeys(KubernetesClient client, String namespace, KeyPurpose purpose)
    implements KeyStore {
  private static final int ATTEMPTS = 5;

  @Override
  public String read() {
    return keys(secret());
  }

  @Override
  public void update(UnaryOperator<String> change) {
    for (int attempt = 1; !replaced(change); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new Failure(
            "the " + purpose.words() + " were not changed",
            place(),
            "others changed them at the same time, again and again",
            "run it again");
      }
    }
  }

  private boolean replaced(UnaryOperator<String> change) {
    Secret secret = secret();
    String text = change.apply(keys(secret));
    Secret changed =
        new SecretBuilder(secret)
            .addToData(
                purpose.secretEntry(),
                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
            .build();
    try {
      client
          .resource(changed)
          .lockResourceVersion(secret.getMetadata().getResourceVersion())
          .update();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw failure("the " + purpose.words() + " cannot be changed", e);
    }
  }

  private Secret secret() {
    try {
      return Optional.ofNullable(
              client.secrets().inNamespace(namespace).withName(SessionKeysSecret.NAME).get())
          .orElseThrow(() ->
              new Failure(
                  "there are no " + purpose.words(),
                  place(),
                  "there is no such Secret; the operator makes it",
                  "name the namespace that Rolecall is installed in, with --system-namespace"));
    } catch (KubernetesClientException e) {
      throw failure("the " + purpose.words() + " cannot be read", e);
    }
  }

  private String keys(Secret secret) {
    String encoded =
        Optional.ofNullable(secret.getData()).orElse(Map.of()).get(purpose.secretEntry());
    if (encoded == null) {
      throw new Failure(
          "there are no " + purpose.words(),
          place(),
          "the Secret has no entry " + purpose.secretEntry(),
          "see that the operator runs: it makes them within half a minute");
    }
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  private Failure failure(String what, KubernetesClientException e) {
    return Failure.of(
        what, place(), e, "see that the cluster is there, and that you may get and update it");
  }

  @Override
  public String place() {
    return "Secret " + namespace + "/" + SessionKeysSecret.NAME;
  }

  @Override
  public String delay() {
    return "once the kubelets have renewed the mounted Secret, a minute or two";
  }
}
