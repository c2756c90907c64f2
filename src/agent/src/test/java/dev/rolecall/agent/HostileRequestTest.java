package dev.rolecall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRequestTest {
  @TempDir Path folder;
  private final String token = Samples.token("pod", Instant.now().plusSeconds(7200));
  private AgentFixture agent;

  @BeforeEach
  void start() {
    agent = AgentFixture.plain(folder);
    agent.settled(token);
  }

  @AfterEach
  void stop() {
    assertThat(agent.credentials(token).status()).as("serves on").isEqualTo(200);
    agent.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: evil.example:8481",
        "Host: 169.254.170.23",
        "Host:",
        "X-None: 1",
        "Host: 127.0.0.1\nHost: evil.example"
      })
  void refusesARequestThatWasMeantForAnotherHost(String host) {
    for (String path : List.of("/v1/credentials", "/", "/nothing")) {
      Wire.Answer answer =
          Wire.exchange(
              agent.port(), "GET " + path + " HTTP/1.1\n" + host + "\nAuthorization: " + token, "");

      assertThat(answer.status()).isIn(400, 403);
      assertThat(answer.body()).doesNotContain("AccessKeyId");
    }
    assertThat(agent.sts().calls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/credentials, GET",
    "PUT, /v1/credentials, GET",
    "OPTIONS, /v1/credentials, GET",
    "PUT, /, 'GET, POST'",
    "DELETE, /, 'GET, POST'",
    "POST, /healthz, GET"
  })
  void saysWhichMethodsThereAre(String method, String path, String allow) {
    Wire.Answer answer =
        Wire.exchange(agent.port(), method + " " + path + " HTTP/1.1\nHost: 127.0.0.1", "");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/credentials/",
        "/v1/credentials%2f",
        "//v1/credentials",
        "/v1",
        "/metrics",
        "*"
      })
  void hasNothingAtOtherPaths(String path) {
    Wire.Answer answer = Wire.get(agent.port(), path, "Authorization: " + token);

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("AccessKeyId");
  }

  @Test
  void refusesAHeadThatIsTooLarge() {
    assertThat(agent.credentials("x".repeat(20_000)).status()).isEqualTo(431);
    assertThat(Wire.get(agent.port(), "/?" + "x".repeat(20_000)).status()).isEqualTo(414);
  }

  @Test
  void endsAConnectionWhoseHeadHasManyLines() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), agent.port())) {
      String head = "GET /v1/credentials HTTP/1.1\r\n" + "a:\r\n".repeat(200);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

      assertThat(closed(socket)).isTrue();
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws IOException {
    String host = "Host: 127.0.0.1:" + agent.port() + "\r\n";
    String requests =
        "GET /v1/credentials HTTP/1.1\r\n%sAuthorization: %s\r\n\r\n".formatted(host, token)
            + "POST /?Action=A HTTP/1.1\r\n%sContent-Length: 3\r\n\r\na=1".formatted(host)
            + "GET /none HTTP/1.1\r\n%sConnection: close\r\n\r\n".formatted(host);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), agent.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));

      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(4);
      assertThat(answers).startsWith("HTTP/1.1 200").contains("HTTP/1.1 404");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GARBAGE", "GET / HTTP/9.9", "GET\t/", "\u0000\u0001"})
  void refusesWhatIsNoHttp(String line) {
    assertThat(Wire.exchange(agent.port(), line, "").status()).isBetween(400, 505);
  }

  @Test
  void refusesAmbiguousLengths() {
    Wire.Answer answer =
        Wire.exchange(
            agent.port(),
            "POST / HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 3\nContent-Length: 4",
            "abcd");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(agent.sts().calls()).hasSize(1);
  }

  @Test
  void closesConnectionsBeyondItsLimitAndServesTheOthers() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      boolean refused = false;
      for (int i = 0; i < 1_100 && !refused; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), agent.port());
        sockets.add(socket);
        refused = i >= 1_024 && closed(socket);
      }
      assertThat(refused).isTrue();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    awaitRoom();
  }

  private static boolean closed(Socket socket) throws IOException {
    socket.setSoTimeout(30_000);
    try {
      return socket.getInputStream().read() == -1;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  /** The agent learns of closed connections a moment later than they are closed. */
  private void awaitRoom() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      try {
        if (agent.credentials(token).status() == 200) {
          return;
        }
      } catch (RuntimeException e) {
        Thread.onSpinWait();
      }
    }
  }
}
