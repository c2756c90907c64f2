package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.identity.Secret;
import dev.rolecall.operator.fakes.InMemorySecrets;
import dev.rolecall.operator.tls.TlsSecrets;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Certificates of others at a real API server: the test plays cert-manager and its injector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertManagerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** The authority of the issuer that the installation names. */
  private final InMemorySecrets issuer = new InMemorySecrets();

  private InstalledChart cluster;
  private KubernetesClient client;

  @BeforeAll
  void start() throws Exception {
    cluster = InstalledChart.start();
    client = cluster.client();
  }

  @AfterAll
  void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void servesWhatOthersIssueAndRenewAndMakesNoneOfItsOwn() throws Exception {
    RunningOperator operator =
        cluster.replica("operator-0", cluster.webhooks(), "-Drolecall.tls.issuer=cert-manager");
    await()
        .atMost(PATIENCE)
        .until(() -> operator.output().contains("no certificate is in the Secret"));
    await().atMost(PATIENCE).until(() -> secret("rolecall-session-keys").get() != null);

    issue();
    operator.awaitServing();
    inject();
    OperatorObjects objects = new OperatorObjects(client);
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> objects.account("100000000051", "first"), Objects::nonNull);
    await().atMost(PATIENCE).until(() -> bundle().equals(text("ca.crt")));

    String before = text("tls.crt");
    issuer.put(TlsSecrets.WEBHOOK, Map.of());
    issue();
    assertThat(text("tls.crt")).isNotEqualTo(before);
    await()
        .atMost(PATIENCE)
        .until(() -> operator.output().contains("served with a new certificate"));
    objects.account("100000000052", "second");

    assertThat(client.secrets().inNamespace(InstalledChart.SYSTEM).list().getItems())
        .extracting(secret -> secret.getMetadata().getName())
        .filteredOn(name -> name.startsWith("rolecall-"))
        .containsExactlyInAnyOrder(TlsSecrets.WEBHOOK, "rolecall-session-keys");
  }

  /** As cert-manager writes it: nothing says that the operator looks after it. */
  private void issue() {
    new TlsSecrets(
            issuer,
            Clock.systemUTC(),
            new SecureRandom(),
            List.of("127.0.0.1"),
            List.of("rolecall-sts"))
        .maintain();
    Map<String, String> data =
        issuer.data(TlsSecrets.WEBHOOK).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().reveal()));
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(InstalledChart.SYSTEM)
                .withName(TlsSecrets.WEBHOOK)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withStringData(data)
                .build())
        .createOr(existing -> existing.update());
  }

  private void inject() {
    String authority =
        Base64.getEncoder().encodeToString(text("ca.crt").getBytes(StandardCharsets.US_ASCII));
    var configurations = client.admissionRegistration().v1();
    configurations
        .validatingWebhookConfigurations()
        .withName("rolecall")
        .edit(it -> {
          it.getWebhooks().forEach(each -> each.getClientConfig().setCaBundle(authority));
          return it;
        });
    configurations
        .mutatingWebhookConfigurations()
        .withName("rolecall")
        .edit(it -> {
          it.getWebhooks().forEach(each -> each.getClientConfig().setCaBundle(authority));
          return it;
        });
  }

  private String text(String entry) {
    Secret value = Objects.requireNonNull(issuer.data(TlsSecrets.WEBHOOK).get(entry));
    return value.reveal();
  }

  /** What the agents trust sts by. */
  private String bundle() {
    return Optional.ofNullable(
            client
                .configMaps()
                .inNamespace(InstalledChart.SYSTEM)
                .withName("rolecall-sts-ca")
                .get())
        .map(map -> String.valueOf(map.getData().get("ca.crt")))
        .orElse("");
  }

  private io.fabric8.kubernetes.client.dsl.Resource<io.fabric8.kubernetes.api.model.Secret> secret(
      String name) {
    return client.secrets().inNamespace(InstalledChart.SYSTEM).withName(name);
  }
}
