package dev.rolecall.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramMetricsTest {
  private final ProgramMetrics metrics = new ProgramMetrics();

  @Test
  void keepsItsOwnNamesAsTheCodeHasThem() {
    metrics.counter("rolecall_x_calls_total", "Calls.", "what").count("good");
    metrics.gauge("rolecall_x_size_bytes", "Size.", () -> 7);
    metrics.state("rolecall_x_ready", "Ready.", () -> true);
    metrics.moment(
        "rolecall_x_made_timestamp_seconds", "Made.", () -> Optional.of(Instant.ofEpochSecond(9)));
    metrics.total("rolecall_x_lost_total", "Lost.", () -> 3, "kind", "a");

    assertThat(metrics.text())
        .contains("# TYPE rolecall_x_calls_total counter")
        .contains("rolecall_x_calls_total{what=\"good\"} 1.0")
        .contains("rolecall_x_size_bytes 7.0")
        .contains("rolecall_x_ready 1.0")
        .contains("rolecall_x_made_timestamp_seconds 9.0")
        .contains("rolecall_x_lost_total{kind=\"a\"} 3.0")
        .contains("jvm_memory_used_bytes{");
  }

  @Test
  void putsDurationsIntoBuckets() {
    metrics.duration("rolecall_x_duration_seconds", "How long.").record(Duration.ofMillis(7));

    assertThat(metrics.text())
        .contains("rolecall_x_duration_seconds_bucket{le=\"0.005\"} 0")
        .contains("rolecall_x_duration_seconds_bucket{le=\"0.01\"} 1")
        .contains("rolecall_x_duration_seconds_count 1");
  }

  @Test
  void hasAnEndOfSeriesWhateverTheLabelsAre() {
    WordCounter calls = metrics.counter("rolecall_x_calls_total", "Calls.", "what", "why");
    for (int i = 0; i < 10_000; i++) {
      calls.count("hostile\"\n" + i, "because");
    }

    assertThat(metrics.text().lines().filter(line -> line.startsWith("rolecall_x_calls_total{")))
        .hasSize(WordCounter.MOST_SERIES + 1)
        .contains(
            "rolecall_x_calls_total{what=\"other\",why=\"other\"} "
                + (10_000.0 - WordCounter.MOST_SERIES))
        .allMatch(line -> line.matches("[ -~]+"));
  }
}
