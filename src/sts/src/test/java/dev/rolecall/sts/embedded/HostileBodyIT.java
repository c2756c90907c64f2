package dev.rolecall.sts.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileBodyIT {
  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void endsABodyThatNeverEnds() throws Exception {
    try (Socket client = send("/", 100, 10)) {
      String answer = new String(client.getInputStream().readAllBytes(), US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("<Code>RequestTimeout</Code>");
    }
  }

  @Test
  void holdsOnlySoMuchOfOneSenderAndServesItAgainAfterwards() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        clients.add(send("/authorize", 1_000_000, 900_000));
      }
      Socket refused =
          Awaitility.await()
              .until(
                  () -> clients.stream().filter(HostileBodyIT::hasAnswer).findFirst(),
                  found -> found.isPresent())
              .orElseThrow();
      String answer = new String(refused.getInputStream().readNBytes(12), US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 503");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }

    Awaitility.await()
        .untilAsserted(() ->
            assertThat(sts.post("/authorize", " ".repeat(900_000)).statusCode()).isEqualTo(401));
  }

  private static boolean hasAnswer(Socket client) {
    try {
      return client.getInputStream().available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** A request that announces a body and sends no more than its beginning. */
  private static Socket send(String path, int announced, int sent) throws IOException {
    Socket client = new Socket(sts.uri().getHost(), sts.uri().getPort());
    String head =
        "POST %s HTTP/1.1\r\nHost: sts\r\nContent-Length: %d\r\n\r\n".formatted(path, announced);
    client.getOutputStream().write((head + "x".repeat(sent)).getBytes(US_ASCII));
    client.getOutputStream().flush();
    return client;
  }
}
