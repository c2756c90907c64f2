package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cli.OtlpReceiver.ReceivedSpan;
import dev.rolecall.cli.local.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final long PAUSE_NANOS = 50_000_000L;

  @TempDir private Path folder;

  @Test
  void followARequestFromTheAgentToSts() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver();
        RolecallProcess up =
            up(Map.of("ROLECALL_TRACES_ENDPOINT", collector.address().toString()));
        HttpClient client = HttpClient.newHttpClient()) {
      Map<String, String> exports = up.awaitExports();
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
          .satisfies(id -> assertThat(audit()).contains("\"requestID\":\"" + id + "\""));
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
        Integer.toString(Ports.anyFree()),
        "--agent-port",
        Integer.toString(Ports.anyFree()),
        "--state",
        folder.resolve("state").toString());
  }

  /** As an SDK asks, with a trace of its own that nobody is to go on with. */
  private static HttpResponse<String> credentials(HttpClient client, Map<String, String> exports)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(exports.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")))
            .header("Authorization", Files.readString(token(exports)).strip())
            .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .build(),
        BodyHandlers.ofString());
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
