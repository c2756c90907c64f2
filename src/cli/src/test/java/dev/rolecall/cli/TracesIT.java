package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cli.OtlpReceiver.ReceivedSpan;
import dev.rolecall.cli.local.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace from the agent to sts, both as processes, to a collector. */
class TracesIT {
  /** What a caller would have its calls be part of. */
  private static final String CHOSEN = "0af7651916cd43dd8448eb211c80319c";

  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final long PAUSE_NANOS = 50_000_000L;

  @TempDir private Path folder;
  private final int stsPort = Ports.anyFree();

  @Test
  void followARequestFromTheAgentToSts() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver();
        RolecallProcess up =
            up(Map.of("ROLECALL_TRACES_ENDPOINT", collector.address().toString()));
        HttpClient client = HttpClient.newHttpClient()) {
      Map<String, String> exports = up.awaitExports();
      askAsAStranger(client, URI.create("http://127.0.0.1:" + stsPort + "/agent/credentials"));
      askAsAStranger(client, URI.create("http://127.0.0.1:" + stsPort + "/"));
      askAsAStranger(client, URI.create(exports.get("AWS_ENDPOINT_URL_STS")).resolve("/"));
      HttpResponse<String> answer = credentials(client, exports);

      assertThat(answer.statusCode()).isEqualTo(200);
      ReceivedSpan handled = await(collector, "rolecall-sts");
      List<ReceivedSpan> trace =
          collector.spans().stream().filter(span -> span.trace().equals(handled.trace())).toList();
      ReceivedSpan upstream = byId(trace, handled.parent());
      ReceivedSpan asked = byId(trace, upstream.parent());
      assertThat(asked.program()).isEqualTo("rolecall-agent");
      assertThat(asked.name()).isEqualTo("GET /v1/credentials");
      assertThat(asked.parent()).as("what the caller wrote does not count").isEmpty();
      assertThat(upstream.program()).isEqualTo("rolecall-agent");
      assertThat(handled.name())
          .isEqualTo("POST /clusters/:name/assume-role-for-pod-identity")
          .isEqualTo(upstream.name());
      assertThat(handled.attributes().get("aws.request_id"))
          .isEqualTo(upstream.attributes().get("aws.request_id"))
          .satisfies(id ->
              assertThat(audit().lines())
                  .filteredOn(line -> line.contains("\"requestID\":\"" + id + "\""))
                  .singleElement()
                  .asString()
                  .contains("\"traceId\":\"" + handled.trace() + "\""));
      assertThat(collector.spans())
          .filteredOn(span -> span.name().equals("POST /agent/credentials"))
          .as("what nobody who is known has asked")
          .hasSize(1);
      assertThat(collector.spans()).filteredOn(span -> span.name().equals("POST /")).hasSize(4);
      assertThat(collector.spans())
          .as("traces that callers chose")
          .extracting(ReceivedSpan::trace)
          .doesNotContain(CHOSEN);
      assertThat(collector.spans().toString())
          .doesNotContain(Files.readString(token(exports)).strip(), "secret");
    }
  }

  @Test
  void loadNothingWhereNobodyWantsThem() throws Exception {
    String classes = "-Xlog:class+load:file=" + folder.resolve("classes-%p.log");
    try (RolecallProcess up = up(Map.of("JAVA_TOOL_OPTIONS", classes));
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(credentials(client, up.awaitExports()).statusCode()).isEqualTo(200);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> logs =
          files.filter(file -> file.getFileName().toString().startsWith("classes-")).toList();
      assertThat(logs).hasSizeGreaterThanOrEqualTo(2);
      for (Path log : logs) {
        // Their files are on the class path; a line of a class begins with its name.
        assertThat(Files.readString(log).lines())
            .noneMatch(line -> line.contains("] io.opentelemetry."));
      }
    }
  }

  private RolecallProcess up(Map<String, String> environment) throws Exception {
    return RolecallProcess.start(
        folder,
        environment,
        "up",
        "--sts-port",
        Integer.toString(stsPort),
        "--agent-port",
        Integer.toString(Ports.anyFree()),
        "--state",
        folder.resolve("state").toString());
  }

  /** As an SDK asks, with a trace of its own that nobody is to go on with; again where it may. */
  private static HttpResponse<String> credentials(HttpClient client, Map<String, String> exports)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(exports.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")))
            .header("Authorization", Files.readString(token(exports)).strip())
            .header("traceparent", named())
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    long end = System.nanoTime() + LIMIT_NANOS;
    while (answer.statusCode() == 503 && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
      answer = client.send(request, BodyHandlers.ofString());
    }
    return answer;
  }

  /** Sampled, says the caller. */
  private static String named() {
    return "00-" + CHOSEN + "-b7ad6b7169203331-01";
  }

  private static void askAsAStranger(HttpClient client, URI uri) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("traceparent", named())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15"))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isBetween(400, 499);
  }

  private static Path token(Map<String, String> exports) {
    return Path.of(exports.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"));
  }

  private String audit() throws Exception {
    return Files.readString(folder.resolve("state").resolve("sts.log"));
  }

  private static ReceivedSpan byId(List<ReceivedSpan> trace, String id) {
    return trace.stream().filter(span -> span.id().equals(id)).findFirst().orElseThrow();
  }

  /** The last span to come of the trace that is waited for. */
  private static ReceivedSpan await(OtlpReceiver collector, String program) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (System.nanoTime() < end) {
      for (ReceivedSpan span : collector.spans()) {
        boolean whole =
            collector.spans().stream().anyMatch(other -> other.id().equals(span.parent()))
                && collector.spans().stream()
                    .anyMatch(
                        other -> other.parent().isEmpty() && other.trace().equals(span.trace()));
        if (span.program().equals(program) && whole) {
          return span;
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new AssertionError("no whole trace came: " + collector.spans());
  }
}
