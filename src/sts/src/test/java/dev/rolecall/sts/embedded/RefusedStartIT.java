package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.outbound.TokenKeys;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.sts.StsProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedStartIT {
  @TempDir Path folder;

  private Path state;
  private Path manifests;

  @BeforeEach
  void writeState() throws Exception {
    state = Files.createDirectories(folder.resolve("state"));
    manifests = Files.createDirectories(folder.resolve("manifests"));
    Files.writeString(
        state.resolve("issuer.json"), new TestIssuer(EmbeddedSts.CLUSTER_ISSUER).privateJwk());
    Files.writeString(
        state.resolve("session-keys.json"), MasterKeys.withNewKey("", Clock.systemUTC()));
  }

  @Test
  void namesThePropertyThatIsMissing() throws Exception {
    assertRefused("rolecall.session-keys.file: is needed in a cluster", new String[0]);
    assertRefused(
        "rolecall.embedded.state: is needed together with rolecall.embedded.manifests",
        "rolecall.embedded.manifests=" + manifests);
  }

  @Test
  void namesTheFileThatCannotBeUsedAndNothingOfIt() throws Exception {
    Files.writeString(state.resolve("session-keys.json"), "{\"keys\":[\"secret\"]}");
    assertThat(
            assertRefused(
                "rolecall.embedded.state: the file " + state.resolve("session-keys.json"),
                embedded()))
        .doesNotContain("secret");
  }

  @Test
  void listsEveryProblemOfTheManifests() throws Exception {
    Files.writeString(
        manifests.resolve("wrong.yaml"),
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: Account
        metadata: {name: acme}
        spec: {accountId: "1", namespaces: [acme], suspendet: true}
        """);

    assertThat(assertRefused("rolecall.embedded.manifests: ", embedded()))
        .contains("accountId")
        .contains("suspendet");
  }

  @Test
  void letsNobodyDeclareItsOwnIssuer() throws Exception {
    Files.writeString(
        state.resolve("identity-token-keys.json"), TokenKeys.withNewKeys("", Clock.systemUTC()));
    Files.writeString(
        manifests.resolve("confused.yaml"),
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: Account
        metadata: {name: acme}
        spec: {accountId: "111111111111", namespaces: [acme]}
        ---
        apiVersion: rolecall.dev/v1alpha1
        kind: OIDCProvider
        metadata: {name: own, namespace: acme}
        spec: {url: "https://sts.example.com/identity", clientIds: [sts.amazonaws.com]}
        """);

    assertThat(
            assertRefused(
                "rolecall.embedded.manifests: ",
                "rolecall.embedded.manifests=" + manifests,
                "rolecall.embedded.state=" + state,
                "rolecall.identity-tokens.issuer=https://sts.example.com/identity"))
        .contains("is the issuer of this cluster or of Rolecall");
  }

  @Test
  void namesThePortThatIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      try (StsProcess sts = StsProcess.start(folder, taken.getLocalPort(), embedded())) {
        assertThat(sts.awaitExit()).isEqualTo(1);
        assertThat(ownLines(sts.errors()))
            .startsWith("rolecall-sts: quarkus.http.port: ")
            .contains(String.valueOf(taken.getLocalPort()))
            .hasLineCount(1);
      }
    }
  }

  private String[] embedded() {
    return new String[] {
      "rolecall.embedded.manifests=" + manifests, "rolecall.embedded.state=" + state
    };
  }

  private String assertRefused(String start, String... properties) throws Exception {
    try (StsProcess sts = StsProcess.start(folder, StsProcess.freePort(), properties)) {
      assertThat(sts.awaitExit()).isEqualTo(1);
      String lines = ownLines(sts.errors());
      assertThat(lines).startsWith("rolecall-sts: " + start).doesNotContain("Exception");
      assertThat(sts.audit()).isEmpty();
      return lines;
    }
  }

  /** Without what newer JDKs say of Netty. */
  private static String ownLines(String errors) {
    return String.join("\n", errors.lines().filter(line -> !line.startsWith("WARNING:")).toList());
  }
}
