package dev.rolecall.operator.lastused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.operator.fakes.FakeSts;
import dev.rolecall.operator.fakes.InMemorySecrets;
import dev.rolecall.operator.tls.TlsSecrets;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StsReplicasTest {
  private static final String NAME = "rolecall-sts.rolecall-system.svc";
  private static final Instant USED = Instant.parse("2026-03-01T10:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final InMemorySecrets secrets = new InMemorySecrets();
  @TempDir private Path folder;
  private String bundle = "";
  private Path token = Path.of("");

  @BeforeEach
  void makeCertificates() throws Exception {
    bundle = certificates(secrets, NAME);
    token = Files.writeString(folder.resolve("token"), FakeSts.TOKEN + "\n");
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void learnsTheUsesOfAReplicaByTheOperatorsToken() throws Exception {
    try (FakeSts sts = FakeSts.start(secrets.data(TlsSecrets.STS))) {
      sts.use("AROA", USED);

      assertThat(replicas(sts).uses(bundle))
          .isEqualTo(Map.of("AROA", new RoleUse(USED, "eu-test-1")));
      assertThat(sts.asked()).containsOnly("GET /operator/role-uses");
    }
  }

  @Test
  void tellsNobodyItsTokenWhoIsNotSts() throws Exception {
    InMemorySecrets others = new InMemorySecrets();
    certificates(others, NAME);
    InMemorySecrets elsewhere = new InMemorySecrets();
    String trustedElsewhere = certificates(elsewhere, "someone-else.rolecall-system.svc");
    try (FakeSts untrusted = FakeSts.start(others.data(TlsSecrets.STS));
        FakeSts misnamed = FakeSts.start(elsewhere.data(TlsSecrets.STS))) {
      untrusted.use("AROA", USED);
      misnamed.use("AROA", USED);

      assertThat(replicas(untrusted).uses(bundle)).isEmpty();
      assertThat(replicas(misnamed).uses(trustedElsewhere)).isEmpty();
      assertThat(untrusted.asked()).isEmpty();
      assertThat(misnamed.asked()).isEmpty();
    }
  }

  @Test
  void goesOnWithoutAReplicaThatRefuses() throws Exception {
    Files.writeString(token, "another");
    try (FakeSts sts = FakeSts.start(secrets.data(TlsSecrets.STS))) {
      sts.use("AROA", USED);

      assertThat(replicas(sts).uses(bundle)).isEmpty();
      assertThat(sts.asked()).isNotEmpty();
    }
  }

  private StsReplicas replicas(FakeSts sts) {
    return new StsReplicas(
        vertx,
        new LastUsedSettings(
            "rolecall-system", token, Duration.ofMinutes(5), Duration.ofHours(1), 5),
        () -> List.of(SocketAddress.inetSocketAddress(sts.port(), "127.0.0.1")));
  }

  private static String certificates(InMemorySecrets secrets, String name) {
    return new TlsSecrets(
            secrets, Clock.systemUTC(), new SecureRandom(), List.of("webhooks"), List.of(name))
        .maintain()
        .bundle();
  }
}
