package dev.rolecall.agent;

import static dev.rolecall.agent.NodeFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.MetricNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentMetricsTest {
  @TempDir Path folder;
  private NodeFixture node;

  @BeforeEach
  void start() {
    node = new NodeFixture(folder);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void tellHowStsIsAndWhatIsKept() {
    node.run("a", 1);
    node.ask(1, node.token("a"));

    assertThat(metrics())
        .contains("rolecall_agent_responses_total{")
        .containsPattern(
            "rolecall_agent_request_duration_seconds_bucket\\{endpoint=\"eks\",le=\"\\+Inf\"} [1-9]")
        .contains("rolecall_agent_fetch_duration_seconds_count ")
        .contains("rolecall_agent_sts_available 1", "rolecall_agent_audit_writing 1")
        .contains("rolecall_agent_clock_ahead_seconds ")
        .containsPattern("rolecall_agent_cached_credentials [1-9]")
        .containsPattern("rolecall_agent_guard_silence_seconds \\d+\n");
  }

  @Test
  void haveNoMoreSeriesForWhatPodsMakeUp() {
    node.run("a", 1);
    flood("first", 2);
    int before = series().size();
    flood("then\"}\nup{evil=\"", 100);

    assertThat(series()).hasSize(before);
    assertThat(metrics()).doesNotContain("evil", "first");
  }

  private void flood(String text, int times) {
    for (int i = 0; i < times; i++) {
      node.ask(1, node.token("a") + text.hashCode() + i);
    }
  }

  @Test
  void areOfTheNamesThatThePageHas() throws IOException {
    node.run("a", 1);
    node.ask(1, node.token("a"));

    assertThat(MetricNames.of(metrics()))
        .hasSizeGreaterThan(12)
        .isSubsetOf(MetricNames.documented());
  }

  @Test
  void areAllThatTheAddressForOthersTells() {
    assertThat(node.metrics("/metrics").body()).contains("rolecall_agent_pods ");
    assertThat(node.metrics("/readyz").status()).isEqualTo(404);
    assertThat(node.metrics("/v1/credentials").status()).isEqualTo(404);
    until(() -> node.status("/readyz").equals("ok"));
  }

  private List<String> series() {
    return metrics().lines().filter(line -> line.startsWith("rolecall_")).toList();
  }

  private String metrics() {
    return node.status("/metrics");
  }
}
