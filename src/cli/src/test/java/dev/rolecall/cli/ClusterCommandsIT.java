package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.SessionKeysSecret;
import dev.rolecall.outbound.TokenKeyUse;
import dev.rolecall.outbound.TokenKeys;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code rolecall keys} and {@code rolecall revoke} against a real API server. */
class ClusterCommandsIT {
  private static final String ARN = "arn:aws:iam::111111111111:role/reports";

  private static ApiServer server;
  private static Path kubeConfig;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = ApiServer.start();
    server.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    server.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
    server.kubectl(
        "apply",
        "-f",
        ProjectFiles.root().resolve("src/sts/src/test/resources/cluster/tenants.yaml").toString());
    kubeConfig = Files.writeString(folder.resolve("kubeconfig"), server.kubeConfig());
    server
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace("rolecall-system")
                .withName(SessionKeysSecret.NAME)
                .endMetadata()
                .addToData(Map.of("other", "eA=="))
                .addToStringData(
                    SessionKeysSecret.ENTRY, MasterKeys.withNewKey("", Clock.systemUTC()))
                .addToStringData(
                    SessionKeysSecret.IDENTITY_TOKENS, TokenKeys.withNewKeys("", Clock.systemUTC()))
                .build())
        .create();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void rotatesAndDropsTheKeysOfTheSecret() {
    assertThat(run("keys", "rotate")).as(errors.toString()).isZero();
    String both = keys();
    assertThat(both.split("\"kid\"", -1)).hasSize(3);

    String first = both.replaceAll("^.*?\"kid\":\"([^\"]+)\".*", "$1");
    assertThat(run("keys", "drop", first, "--dry-run")).isZero();
    assertThat(keys()).isEqualTo(both);
    assertThat(run("keys", "drop", first)).isZero();
    assertThat(keys()).doesNotContain(first);
    assertThat(out.toString())
        .contains("was dropped from Secret rolecall-system/rolecall-session-keys", "kubelets");
    assertThat(secret()).containsEntry("other", "eA==");
  }

  @Test
  void rotatesAndDropsTheKeysOfIdentityTokensOfTheSecret() {
    String sessions = keys();
    Instant later = Instant.now().plus(Duration.ofHours(4));
    TokenKeys first = TokenKeys.parse(tokenKeys());
    assertThat(run("keys", "rotate", "--identity-tokens")).as(errors.toString()).isZero();
    TokenKeys both = TokenKeys.parse(tokenKeys());
    String old = first.uses(later).getFirst().id();

    assertThat(both.uses(Instant.now()))
        .filteredOn(TokenKeyUse.WillSign.class::isInstance)
        .hasSize(2);
    assertThat(both.uses(later)).filteredOn(TokenKeyUse.Signs.class::isInstance).hasSize(2);
    assertThat(both.publicJwks()).contains(old);
    assertThat(run("keys", "drop", old, "--identity-tokens", "--dry-run")).isZero();
    assertThat(TokenKeys.parse(tokenKeys()).publicJwks()).contains(old);
    assertThat(run("keys", "drop", old, "--identity-tokens")).isZero();
    assertThat(TokenKeys.parse(tokenKeys()).publicJwks()).doesNotContain(old);
    assertThat(run("keys", "list", "--identity-tokens")).isZero();
    assertThat(out.toString())
        .contains("its tokens are refused by whoever reads the published keys again", "kubelets");
    assertThat(keys()).isEqualTo(sessions);
    assertThat(secret()).containsEntry("other", "eA==");
  }

  @Test
  void saysWhereTheKeysAreNot() {
    assertThat(run("keys", "list", "--system-namespace", "acme")).isEqualTo(1);
    assertThat(errors.toString())
        .contains("there are no session keys", "Secret acme/rolecall-session-keys");
  }

  @Test
  void revokesTheSessionsOfARoleByItsArn() {
    Instant start = Instant.now();
    assertThat(run("revoke", ARN, "--dry-run")).as(errors.toString()).isZero();
    assertThat(role().getSpec().getRevokeSessionsIssuedBefore()).isNull();

    assertThat(run("revoke", ARN)).isZero();
    assertThat(Instant.parse(role().getSpec().getRevokeSessionsIssuedBefore()))
        .isBetween(start, Instant.now().plusSeconds(1));
    assertThat(out.toString()).contains(ARN + " (acme/reports)", "within a second or so");
  }

  @Test
  void tellsAContextThatThereIsNot() {
    assertThat(run("revoke", ARN, "--context", "nowhere")).isEqualTo(1);
    assertThat(errors.toString()).contains("there is no such context", "where: nowhere");
    assertThat(out.toString()).isEmpty();
  }

  private static IAMRole role() {
    return Objects.requireNonNull(
        server.client().resources(IAMRole.class).inNamespace("acme").withName("reports").get());
  }

  private static Map<String, String> secret() {
    return server
        .client()
        .secrets()
        .inNamespace("rolecall-system")
        .withName(SessionKeysSecret.NAME)
        .get()
        .getData();
  }

  private static String keys() {
    return entry(SessionKeysSecret.ENTRY);
  }

  private static String tokenKeys() {
    return entry(SessionKeysSecret.IDENTITY_TOKENS);
  }

  private static String entry(String name) {
    return new String(Base64.getDecoder().decode(secret().get(name)), StandardCharsets.UTF_8);
  }

  private int run(String... arguments) {
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(
        Stream.concat(Stream.of(arguments), Stream.of("--kubeconfig", kubeConfig.toString()))
            .toArray(String[]::new));
  }
}
