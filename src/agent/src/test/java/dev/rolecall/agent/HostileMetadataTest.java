package dev.rolecall.agent;

import static dev.rolecall.agent.NodeFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests byte for byte at the endpoints that take no token, from a pod that may use them. */
class HostileMetadataTest {
  private static final String ROLE = "/latest/meta-data/iam/security-credentials/Reader";
  private static final String ID = "0123456789abcdef".repeat(4);

  @TempDir Path folder;
  private NodeFixture node;
  private String shown = "";

  @BeforeEach
  void start() {
    node = new NodeFixture(folder);
    Map<String, Object> pod = NodeSts.pod("a", "10.0.0.1");
    pod.put("credentialsId", ID);
    node.plug("a", 1).sts().tell(pod);
    node.plug("b", 2).sts().tell(NodeSts.pod("b", "10.0.0.2"));
    until(() -> node.status("/metrics").contains("rolecall_agent_pods 2"));
    until(() -> imds("PUT /latest/api/token HTTP/1.1", life()).status() == 200);
    shown = "X-aws-ec2-metadata-token: " + imds("PUT /latest/api/token HTTP/1.1", life()).body();
    until(() -> imds("GET " + ROLE + " HTTP/1.1", shown).status() == 200);
  }

  @AfterEach
  void stop() {
    assertThat(imds("GET " + ROLE + " HTTP/1.1", shown).body())
        .as("serves on")
        .contains(Samples.KEY_ID);
    node.close();
  }

  private static String life() {
    return "X-aws-ec2-metadata-token-ttl-seconds: 60";
  }

  private Wire.Answer imds(String line, String... headers) {
    return exchange(1, node.imdsPort(), line, headers);
  }

  private static Wire.Answer exchange(int pod, int port, String line, String... headers) {
    return Wire.exchange(
        NodeFixture.source(pod),
        port,
        line + "\nHost: 127.0.0.1:" + port + "\n" + String.join("\n", headers),
        "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//latest/meta-data/iam/security-credentials/Reader",
        "/latest/./meta-data/iam/security-credentials/Reader",
        "/latest/user-data/../meta-data/iam/security-credentials/Reader",
        "/latest/x/%2e%2e/meta-data/iam/security-credentials/Reader",
        "/latest%2fmeta-data/iam/security-credentials/Reader",
        "/latest/meta-data/iam/security-credentials/Reader%00",
        "/latest/meta-data/iam/security-credentials/Reader%0d%0aX: y",
        "/latest/meta-data/iam/security-credentials/Reader;x",
        "/latest/meta-data/iam/security-credentials/Reader.",
        "/latest/meta-data/iam/security-credentials/READER",
        "/latest/meta-data/iam/security-credentials/Reader?x=y",
        "/latest/meta-data/iam/security-credentials/Reader#x",
        "/latest/meta-data/iam/security-credentials/Reader/../Other",
        "/latest/meta-data/iam/security-credentials/arn:aws:iam::222222222222:role/Reader",
        "\\latest\\meta-data\\iam\\security-credentials\\Reader",
        "http://169.254.169.254/latest/meta-data/iam/security-credentials/Reader",
        "http:opaque",
        "*",
        "/latest/user-data",
        "/latest/dynamic/instance-identity/signature",
        "/latest/meta-data/identity-credentials/ec2/security-credentials/ec2-instance"
      })
  void servesThePathsOfItsListAndNoLookAlikes(String target) {
    Wire.Answer answer = imds("GET " + target + " HTTP/1.1", shown);

    assertThat(answer.status()).isIn(400, 403, 404);
    assertThat(answer.body()).doesNotContain("ASIA");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\nTransfer-Encoding: chunked",
        "Content-Length: 4\nContent-Length: 5",
        "Content-Length: 4",
        "Content-Length: +0",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "X-Folded: a\n b",
        "X-Bare: a\rb",
        "No colon at all",
        "X-Forwarded-For: 10.0.0.2",
        "X-Forwarded-For:",
        "Via: 1.1 a"
      })
  void givesNoTokenForARequestThatTwoReadersMayReadInTwoWays(String header) {
    Wire.Answer answer = imds("PUT /latest/api/token HTTP/1.1", life(), header);

    // A folded line is one header's value by RFC 9112, 5.2, and no more than that.
    assertThat(answer.status()).isIn(header.startsWith("X-Folded") ? 200 : 400, 400, 403, 501);
  }

  @Test
  void takesAPipelinedRequestForTheSamePods() throws IOException {
    String request =
        "GET " + ROLE + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.imdsPort() + "\r\n" + shown + "\r\n";

    String answers =
        raw(2, node.imdsPort(), request + "\r\n" + request + "Connection: close\r\n\r\n");

    assertThat(answers).doesNotContain("ASIA").contains("401");
  }

  @Test
  void readsNoRequestOutOfABody() throws IOException {
    String smuggled =
        "GET "
            + ROLE
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + node.imdsPort()
            + "\r\n"
            + shown
            + "\r\n\r\n";
    String request =
        "PUT /latest/api/token HTTP/1.1\r\nHost: 127.0.0.1:"
            + node.imdsPort()
            + "\r\n"
            + life()
            + "\r\nContent-Length: "
            + smuggled.length()
            + "\r\n\r\n";

    assertThat(raw(1, node.imdsPort(), request + smuggled))
        .startsWith("HTTP/1.1 400")
        .doesNotContain("ASIA");
  }

  @Test
  void doesNotChangeToAnotherProtocol() throws IOException {
    String upgrade =
        "GET "
            + ROLE
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + node.imdsPort()
            + "\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\n"
            + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n";

    assertThat(raw(1, node.imdsPort(), upgrade)).doesNotContain("101 ").doesNotContain("ASIA");
    assertThat(raw(1, node.imdsPort(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).doesNotContain("ASIA");
  }

  @Test
  void namesNoHeaderThatWouldTakeTheTokenAway() {
    Wire.Answer answer =
        imds("GET " + ROLE + " HTTP/1.1", "Connection: X-aws-ec2-metadata-token", "Keep-Alive: 1");

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void givesAnotherPodNothingForAStolenIdOrToken() {
    assertThat(exchange(2, node.imdsPort(), "GET " + ROLE + " HTTP/1.1", shown).status())
        .isEqualTo(401);
    for (String path :
        List.of("/v2/credentials/" + ID, "/v1/credentials?id=" + ID, "/v4/" + ID + "/task")) {
      Wire.Answer answer = exchange(2, node.ecsPort(), "GET " + path + " HTTP/1.1");
      assertThat(answer.status()).isIn(400, 404);
      assertThat(answer.body()).doesNotContain("ASIA");
    }
    assertThat(exchange(1, node.ecsPort(), "GET /v2/credentials/" + ID + " HTTP/1.1").body())
        .contains(Samples.KEY_ID);
    until(() -> node.audit().stream().anyMatch(line -> line.contains("foreign-id")));
    until(() -> node.audit().stream().anyMatch(line -> line.contains("token-foreign")));
    assertThat(node.audit()).noneMatch(line -> line.contains(ID) || line.contains(shown));
    assertThat(node.status("/metrics")).contains("code=\"token-foreign\"", "code=\"foreign-id\"");
  }

  private static String raw(int pod, int port, String bytes) throws IOException {
    InetAddress agent = InetAddress.getLoopbackAddress();
    try (Socket socket = new Socket(agent, port, NodeFixture.source(pod), 0)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
