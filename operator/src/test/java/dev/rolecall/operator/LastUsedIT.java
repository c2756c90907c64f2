package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.Secret;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.RoleLastUsed;
import dev.rolecall.operator.fakes.FakeSts;
import dev.rolecall.operator.fakes.InMemorySecrets;
import dev.rolecall.operator.tls.TlsSecrets;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.FreePort;
import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.ServiceEndpoints;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** When roles were used, as a replica of sts tells the operator over a real API server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LastUsedIT {
  private static final String SYSTEM = "rolecall-system";
  private static final String TEAM = "used-team";

  private ApiServer api;
  private KubernetesClient client;
  private OperatorObjects objects;
  private FakeSts sts;
  private RunningOperator operator;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    api = ApiServer.start();
    client = api.client();
    objects = new OperatorObjects(client);
    api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    objects.namespace(SYSTEM);
    sts = FakeSts.start(certificateOfSts());
    client.resource(ServiceEndpoints.onThisMachine(SYSTEM, "rolecall-sts", sts.port())).create();
    objects.account("100000000041", TEAM);
    operator =
        RunningOperator.start(
            api,
            FreePort.find(),
            "-Drolecall.cluster.issuer=https://kubernetes.default.svc.cluster.local",
            "-Drolecall.webhook.agent-image=registry.test/rolecall:1",
            "-Drolecall.last-used.token-file="
                + Files.writeString(folder.resolve("token"), FakeSts.TOKEN),
            "-Drolecall.last-used.interval=1s");
    operator.awaitServing();
  }

  @AfterAll
  void stop() throws Exception {
    if (operator != null) {
      operator.close();
    }
    if (sts != null) {
      sts.close();
    }
    if (api != null) {
      api.close();
    }
  }

  /** The operator finds the Secret there, and uses its authority. */
  private Map<String, Secret> certificateOfSts() {
    InMemorySecrets secrets = new InMemorySecrets();
    new TlsSecrets(
            secrets,
            Clock.systemUTC(),
            new SecureRandom(),
            List.of("127.0.0.1"),
            List.of("rolecall-sts.rolecall-system.svc"))
        .maintain();
    Map<String, String> authority =
        secrets.data(TlsSecrets.AUTHORITY).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().reveal()));
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(SYSTEM)
                .withName(TlsSecrets.AUTHORITY)
                .endMetadata()
                .withStringData(authority)
                .build())
        .create();
    return secrets.data(TlsSecrets.STS);
  }

  @Test
  void tellsWhenARoleWasUsedAndWritesAgainOnlyMuchLater() throws Exception {
    Instant first = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
    IAMRole used = client.resource(objects.role(TEAM, "used", "")).create();
    IAMRole idle = client.resource(objects.role(TEAM, "idle", "")).create();
    objects.until(idle, condition -> "True".equals(condition.getStatus()));
    String id = RoleId.ofUid(used.getMetadata().getUid()).value();

    sts.use(id, first);
    IAMRole told = until(used, first);
    assertThat(last(told).getRegion()).isEqualTo("eu-test-1");
    IAMRole ready = objects.until(used, condition -> "True".equals(condition.getStatus()));

    sts.use(id, first.plus(Duration.ofMinutes(59)));
    awaitRounds(3);
    assertThat(version(used)).isEqualTo(ready.getMetadata().getResourceVersion());

    sts.use(id, first.plus(Duration.ofMinutes(60)));
    IAMRole later = until(used, first.plus(Duration.ofMinutes(60)));
    assertThat(later.getStatus().getArn()).isEqualTo("arn:aws:iam::100000000041:role/used");
    assertThat(later.getStatus().getConditions()).hasSize(1);

    String untouched = version(idle);
    awaitRounds(3);
    assertThat(version(idle)).isEqualTo(untouched);
    assertThat(client.resource(idle).get().getStatus().getLastUsed()).isNull();
    assertThat(api.kubectl("get", "iamroles", "-n", TEAM))
        .contains("LAST USED")
        .containsPattern("role/used +True +1[12][0-9]m");
  }

  @Test
  void aRoleThatIsMadeAgainWasNotUsed() throws Exception {
    IAMRole role = client.resource(objects.role(TEAM, "again", "")).create();
    Instant time = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    sts.use(RoleId.ofUid(role.getMetadata().getUid()).value(), time);
    until(role, time);

    client.resource(role).delete();
    IAMRole again = client.resource(objects.role(TEAM, "again", "")).create();
    objects.until(again, condition -> "True".equals(condition.getStatus()));
    awaitRounds(2);

    assertThat(client.resource(again).get().getStatus().getLastUsed()).isNull();
  }

  private IAMRole until(IAMRole role, Instant time) {
    return client
        .resource(role)
        .waitUntilCondition(
            now ->
                now != null
                    && now.getStatus() != null
                    && now.getStatus().getLastUsed() != null
                    && time.toString().equals(last(now).getTime()),
            60,
            TimeUnit.SECONDS);
  }

  private static RoleLastUsed last(IAMRole role) {
    return Objects.requireNonNull(role.getStatus().getLastUsed());
  }

  /** So many rounds begin and end. */
  private void awaitRounds(int rounds) {
    int asked = sts.asked().size();
    await().atMost(Duration.ofSeconds(60)).until(() -> sts.asked().size() > asked + rounds);
  }

  private String version(IAMRole role) {
    return client.resource(role).get().getMetadata().getResourceVersion();
  }
}
