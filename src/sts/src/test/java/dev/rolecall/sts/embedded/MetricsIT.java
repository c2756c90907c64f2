package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.CREDENTIALS;
import static dev.rolecall.sts.embedded.EmbeddedSts.ROLE;
import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.StsProcess;
import dev.rolecall.testkit.MetricNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus is told, by the port that callers do not reach. */
class MetricsIT {
  private static final int PORT = StsProcess.freePort();
  private static final int FLOOD = 200;

  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts =
        EmbeddedSts.start(
            folder,
            "quarkus.management.port=" + PORT,
            "rolecall.limits.source-failures-burst=100000",
            "rolecall.limits.pod-calls-per-second=1",
            "rolecall.limits.pod-calls-burst=20");
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void countsRequestsGrantsAndDenialsByReason() throws Exception {
    sts.assume(ROLE, sts.reporter(WEB));
    sts.assume(ROLE, sts.cluster.podToken("globex", "intruder", "intruder-0", WEB));
    sts.podIdentity(sts.agent(), sts.reporter(CREDENTIALS));

    assertThat(metrics())
        .contains("rolecall_sts_requests_total{route=\"/\",status=\"200\"}")
        .contains("rolecall_sts_requests_total{route=\"/\",status=\"403\"}")
        .contains(
            "rolecall_sts_request_duration_seconds_bucket{route=\"/clusters/:name/assume-role-for-pod-identity\",le=\"0.001\"}")
        .contains("rolecall_sts_grants_total{action=\"sts:AssumeRoleWithWebIdentity\"}")
        .contains("rolecall_sts_grants_total{action=\"eks-auth:AssumeRoleForPodIdentity\"}")
        .contains(
            "rolecall_sts_denials_total{action=\"sts:AssumeRoleWithWebIdentity\",reason=\"AccessDenied\"}")
        .contains("rolecall_sts_ready 1.0", "rolecall_sts_audit_writing 1.0")
        .contains("rolecall_sts_cache_entries{cache=\"tokens\"}")
        .containsPattern("rolecall_sts_session_key_created_timestamp_seconds 1\\.\\d+E9")
        .containsPattern("rolecall_sts_directories_complete_timestamp_seconds 1\\.\\d+E9");
  }

  @Test
  void countsWhoIsThrottledByWhatHasNothingLeft() throws Exception {
    String busy = sts.cluster.podToken("acme", "idle", "idle-0", WEB);
    for (int i = 0; i < 30; i++) {
      sts.assume(ROLE, busy);
    }
    assertThat(metrics())
        .containsPattern("rolecall_sts_throttled_total\\{share=\"pod\"\\} [1-9]")
        .doesNotContain("share=\"account\"");
  }

  @Test
  void hasNoMoreSeriesForWhatCallersMakeUp() throws Exception {
    String hostile = "x\"} 1\nup{evil=\"%22%0a";
    flood("first " + hostile, 2);
    int before = series().size();
    flood(hostile, FLOOD);

    assertThat(series()).hasSize(before);
    assertThat(metrics()).doesNotContain("evil", "first");
  }

  private static void flood(String text, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      String made = EmbeddedSts.encode(text + i);
      sts.query("Action=" + made + "&Version=2011-06-15");
      sts.query("Action=AssumeRole&Version=" + made);
      sts.assume(ROLE + made, made);
      sts.post("/clusters/" + made + "/assume-role-for-pod-identity", "{}");
      sts.post("/" + made, made);
      sts.get("/authorize/envoy/" + made, "User-Agent", "agent " + i);
    }
  }

  @Test
  void areOfTheNamesThatThePageHas() throws Exception {
    assertThat(MetricNames.of(metrics()))
        .hasSizeGreaterThan(30)
        .isSubsetOf(MetricNames.documented());
  }

  @Test
  void areNotAtThePortThatCallersReach() throws Exception {
    assertThat(sts.get("/metrics").statusCode()).isEqualTo(404);
  }

  /** All series but the JVM's own. */
  private static List<String> series() throws IOException, InterruptedException {
    return metrics().lines().filter(line -> line.startsWith("rolecall_")).toList();
  }

  /** What was written after this was called. */
  private static String metrics() throws IOException, InterruptedException {
    String before = uptime(written());
    String text = written();
    while (uptime(text).equals(before)) {
      LockSupport.parkNanos(20_000_000);
      text = written();
    }
    return text;
  }

  private static String uptime(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("process_uptime_seconds"))
        .findFirst()
        .orElseThrow();
  }

  private static String written() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/metrics")).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
