package dev.rolecall.availability.fault;

import dev.rolecall.availability.cluster.Site;
import dev.rolecall.session.MasterKeys;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;

/** Keys that are replaced while they are in use. */
final class Rotations {
  private static final String SYSTEM = "rolecall-system";
  private static final String KEYS = "keys.json";

  /** A new key seals ten minutes after it was made; here the last seconds of them are seen. */
  private static final Duration MADE_BEFORE = Duration.ofSeconds(600 - 8);

  private static final Duration UNTIL_IT_SEALS = Duration.ofSeconds(10);

  private Rotations() {}

  static Fault sealing() {
    return new Fault(
        "rotate-sealing",
        "a new session key, which seals 8 s later; then the agent has to ask anew",
        site -> {
          newSealingKey(site.client());
          Thread.sleep(UNTIL_IT_SEALS);
          site.replaceAgent();
        });
  }

  private static void newSealingKey(KubernetesClient client) {
    var secret = client.secrets().inNamespace(SYSTEM).withName("rolecall-session-keys");
    Secret found = secret.require();
    String keys =
        new String(Base64.getDecoder().decode(found.getData().get(KEYS)), StandardCharsets.UTF_8);
    String more =
        MasterKeys.withNewKey(keys, Clock.fixed(Instant.now().minus(MADE_BEFORE), ZoneOffset.UTC));
    secret.patch(
        new SecretBuilder()
            .withMetadata(found.getMetadata())
            .withData(found.getData())
            .addToStringData(Map.of(KEYS, more))
            .build());
  }

  static Fault signing() {
    return new Fault(
        "rotate-signing",
        "the API server signs with a new key, and all tokens are projected anew",
        site -> {
          site.kubernetes().newSigningKey();
          site.kubernetes().killApi();
          site.kubernetes().startApi();
          site.renewTokens();
        });
  }

  static Fault serving() {
    return new Fault(
        "rotate-serving",
        "the Secret of sts's certificate is deleted, and the operator makes another",
        site -> {
          var secret = site.client().secrets().inNamespace(SYSTEM).withName("rolecall-sts-tls");
          Map<String, String> before = secret.require().getData();
          secret.delete();
          Site.await(
              "a new certificate",
              () -> {
                Secret made = secret.get();
                return made != null && !before.equals(made.getData());
              });
          // Whoever is connected stays so: only new connections see the certificate.
          site.replaceAgent();
        });
  }
}
