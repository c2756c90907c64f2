package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client sends, at a server that serves others all the while. */
class HostileWireIT {
  private static final String FORM =
      "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n";
  private static final String WHOAMI = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final int OF_ALL = 60;
  private static final int OF_SOURCE = 25;

  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts =
        EmbeddedSts.start(
            folder,
            "rolecall.limits.source-failures-burst=1000000",
            "rolecall.limits.new-connections-per-second=1",
            "rolecall.limits.new-connections-burst=300",
            "rolecall.limits.request-head-seconds=1",
            "rolecall.limits.connections=" + OF_ALL,
            "rolecall.limits.connections-per-source=" + OF_SOURCE);
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @AfterEach
  void servesOthers() throws Exception {
    HttpResponse<String> answer = sts.query(WHOAMI);
    assertThat(Answers.element(answer, "Code")).isEqualTo("MissingAuthenticationToken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing of a request|NONSENSE\\r\\n\\r\\n|400",
        "HTTP/0.9|GET /\\r\\n\\r\\n|400",
        "a version that is none|GET / HTTP/9.9.9\\r\\nHost: sts\\r\\n\\r\\n|400",
        "no Host|GET / HTTP/1.1\\r\\n\\r\\n|400",
        "two Hosts|GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n|400",
        "NUL in a header|GET / HTTP/1.1\\r\\nHost: sts\\r\\nX: a\\0b\\r\\n\\r\\n|400",
        "NUL in the path|GET /\\0 HTTP/1.1\\r\\nHost: sts\\r\\n\\r\\n|4",
        "a header without a colon|GET / HTTP/1.1\\r\\nHost: sts\\r\\nnonsense\\r\\n\\r\\n|400",
        "a space before the colon|GET / HTTP/1.1\\r\\nHost : sts\\r\\n\\r\\n|400",
        "two lengths|POST / HTTP/1.1\\r\\nHost: s\\r\\nContent-Length: 1\\r\\nContent-Length: 2"
            + "\\r\\n\\r\\nab|400",
        "a list of lengths|POST / HTTP/1.1\\r\\nHost: s\\r\\nContent-Length: 1, 2\\r\\n\\r\\nab|400",
        "a negative length|POST / HTTP/1.1\\r\\nHost: s\\r\\nContent-Length: -1\\r\\n\\r\\n|400",
        "a length with a sign|POST / HTTP/1.1\\r\\nHost: s\\r\\nContent-Length: +1\\r\\n\\r\\na|400",
        "another coding|POST / HTTP/1.1\\r\\nHost: s\\r\\nTransfer-Encoding: xchunked"
            + "\\r\\n\\r\\n0\\r\\n\\r\\n|400",
        "chunks inside of another coding|POST / HTTP/1.1\\r\\nHost: s\\r\\nTransfer-Encoding: gzip,"
            + " chunked\\r\\n\\r\\n0\\r\\n\\r\\n|400",
        "chunks that are not last|POST / HTTP/1.1\\r\\nHost: s\\r\\nTransfer-Encoding: chunked,"
            + " gzip\\r\\n\\r\\n0\\r\\n\\r\\n|400",
      })
  void refusesWhatIsNoRequestAndCloses(String what, String request, String status)
      throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send(request.replace("\\r\\n", "\r\n").replace("\\0", "\0"));

      assertThat(client.readToEnd()).as(what).matches("(?s)HTTP/1\\.[01] " + status + ".*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n", "5\r\nabcdefgh\r\n", "-1\r\n", "fffffffffffffffff\r\n"})
  void endsBodiesWhoseChunksAreNone(String chunk) throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send(chunked() + chunk);

      assertThat(client.readToEnd()).doesNotContain("HTTP/1.1 2");
    }
  }

  @Test
  void readsABodyWithALengthAndChunksByItsChunks() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      String smuggled = "GET /smuggled HTTP/1.1\r\nHost: sts\r\n\r\n";
      client.send(
          "POST / HTTP/1.1\r\nHost: sts\r\n%sContent-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n"
              .formatted(FORM, 2 + smuggled.length()));
      client.send("%x\r\n%s\r\n0\r\n\r\n".formatted(smuggled.length(), smuggled));
      client.send(post(WHOAMI));

      assertThat(client.readAnswer()).contains("<Code>MissingAction</Code>");
      assertThat(client.readAnswer()).contains("<Code>MissingAuthenticationToken</Code>");
    }
  }

  @Test
  void endsAChunkExtensionThatNeverEnds() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      sendWhileItLasts(client, chunked() + "1;", "x=".repeat(500), 10_000);

      assertThat(client.readToEnd()).doesNotContain("HTTP/1.1 2");
    }
  }

  @Test
  void endsTrailersThatNeverEnd() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      sendWhileItLasts(client, chunked() + "0\r\n", "X-Y: " + "z".repeat(500) + "\r\n", 10_000);

      assertThat(client.readToEnd()).doesNotContain("HTTP/1.1 2");
    }
  }

  @Test
  void refusesALineOrHeadersThatAreTooLong() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send("GET /?" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: sts\r\n\r\n");
      assertThat(client.readToEnd()).contains(" 414 ");
    }
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send("GET / HTTP/1.1\r\nHost: sts\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");
      assertThat(client.readToEnd()).contains(" 431 ");
    }
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send("GET / HTTP/1.1\r\nHost: sts\r\n" + "X: y\r\n".repeat(10_000) + "\r\n");
      assertThat(client.readToEnd()).contains(" 431 ");
    }
  }

  @Test
  void refusesABodyThatIsTooLongInAwssWords() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send(
          "POST / HTTP/1.1\r\nHost: sts\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000));

      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 413 ")
          .contains("<Code>RequestEntityTooLarge</Code>");
    }
  }

  @Test
  void answersAnAbsoluteUri() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send("GET http://sts/?" + WHOAMI + " HTTP/1.1\r\nHost: sts\r\n\r\n");

      assertThat(client.readAnswer())
          .startsWith("HTTP/1.1 403 ")
          .contains("<Code>MissingAuthenticationToken</Code>");
    }
  }

  @Test
  void answersHttp10AndCloses() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send("GET /?" + WHOAMI + " HTTP/1.0\r\n\r\n");

      assertThat(client.readToEnd()).contains(" 403 ", "<Code>MissingAuthenticationToken</Code>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE / ", "OPTIONS * ", "DELETE / ", "PUT / ", "HEAD /x ", "FOO / "})
  void hasNothingForOtherMethods(String method) throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send(method + "HTTP/1.1\r\nHost: sts\r\nConnection: close\r\n\r\n");

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 404 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        "application/x-amz-json-1.1",
      })
  void readsNoActionFromOtherContentTypes(String type) throws Exception {
    HttpResponse<String> answer = sts.post("/", WHOAMI, "Content-Type", type);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Answers.element(answer, "Code")).isEqualTo("MissingAction");
  }

  @Test
  void refusesTextThatIsNotUtf8() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send(post(WHOAMI + "&RoleSessionName=\u00e9\u00ff"));

      assertThat(client.readAnswer()).contains("<Code>MalformedInput</Code>");
    }
  }

  @Test
  void endsARequestWhoseHeadNeverEnds() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send("GET / HTTP/1.1\r\nHost: s");
      assertThat(client.readToEnd()).isEmpty();
    }
    try (RawClient client = RawClient.connect(sts.uri())) {
      client.send(post(WHOAMI));
      assertThat(client.readAnswer()).contains("MissingAuthenticationToken");
      client.send("P");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void bearsRequestsThatEndInTheMiddle() throws Exception {
    for (String part : List.of("", "GET", "GET / HTTP/1.1\r\n", chunked() + "5\r\nab")) {
      try (RawClient client = RawClient.connect(sts.uri())) {
        assertThat(client.send(part).end().readToEnd()).doesNotContain("HTTP/1.1 2");
      }
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        requests.append(post("Action=A" + i + "&Version=2011-06-15"));
      }
      client.send(requests.toString());
      for (int i = 0; i < 200; i++) {
        assertThat(client.readAnswer()).contains("operation A" + i + " for version");
      }
    }
  }

  @Test
  void endsAConnectionWhoseAnswersNobodyReads() throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      boolean lasted = sendWhileItLasts(client, "", post(WHOAMI).repeat(100), 2_000);

      assertThat(lasted).as("200,000 requests were taken without an answer being read").isFalse();
    }
  }

  @Test
  void letsOneSourceHaveOnlySoManyConnections() throws Exception {
    try (Connections attackers = new Connections()) {
      attackers.open("127.0.20.1", OF_SOURCE);
      try (RawClient refused = RawClient.connect(sts.uri(), "127.0.20.1")) {
        assertThat(refused.readToEnd()).isEmpty();
      }
      try (RawClient other = RawClient.connect(sts.uri(), "127.0.20.2")) {
        assertThat(other.send(post(WHOAMI)).readAnswer()).contains("MissingAuthenticationToken");
      }
    }
  }

  @Test
  void letsNewcomersInWhenSomeSourcesHoldEveryConnection() throws Exception {
    try (Connections attackers = new Connections()) {
      attackers.open("127.0.21.1", OF_SOURCE);
      attackers.open("127.0.21.2", OF_SOURCE);
      attackers.open("127.0.21.3", OF_ALL - 2 * OF_SOURCE + 5);
      for (int i = 1; i < 10; i++) {
        try (RawClient other = RawClient.connect(sts.uri(), "127.0.22." + i)) {
          assertThat(other.send(post(WHOAMI)).readAnswer()).contains("MissingAuthenticationToken");
        }
      }
    }
  }

  @Test
  void acceptsOnlySoManyConnectionsOfOneSourceInATime() throws Exception {
    boolean refused = false;
    for (int i = 0; i < 20_000 && !refused; i++) {
      try (RawClient client = RawClient.connect(sts.uri(), "127.0.23.1")) {
        refused = client.send("NONSENSE\r\n\r\n").readToEnd().isEmpty();
      } catch (SocketException e) {
        refused = true;
      }
    }
    assertThat(refused).isTrue();
    try (RawClient other = RawClient.connect(sts.uri(), "127.0.23.2")) {
      assertThat(other.send(post(WHOAMI)).readAnswer()).contains("MissingAuthenticationToken");
    }
  }

  /** Connections that are served once and then idle. */
  private static final class Connections implements AutoCloseable {
    private final List<RawClient> open = new ArrayList<>();

    void open(String from, int number) throws IOException {
      for (int i = 0; i < number; i++) {
        RawClient client = RawClient.connect(sts.uri(), from);
        open.add(client);
        assertThat(client.send(post(WHOAMI)).readAnswer()).contains("MissingAuthenticationToken");
      }
    }

    @Override
    public void close() throws IOException {
      for (RawClient client : open) {
        client.close();
      }
    }
  }

  private static String post(String form) {
    return "POST / HTTP/1.1\r\nHost: sts\r\n"
        + FORM
        + "Content-Length: "
        + form.length()
        + "\r\n\r\n"
        + form;
  }

  private static String chunked() {
    return "POST / HTTP/1.1\r\nHost: sts\r\n" + FORM + "Transfer-Encoding: chunked\r\n\r\n";
  }

  /** Whether all of it could be sent. */
  private static boolean sendWhileItLasts(RawClient client, String first, String more, int times) {
    try {
      client.send(first);
      for (int i = 0; i < times; i++) {
        client.send(more);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
