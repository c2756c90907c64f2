package dev.rolecall.agent.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardCountersTest {
  @Test
  void areMetricsOfTheServer() {
    MetricsText text = new MetricsText();
    GuardCounters.read(
            """
            {"time":"t","counters":[
            {"name":"rolecall_guard_dropped_packets_total","labels":{"rule":"a\\"b"},"value":12},
            {"name":"rolecall_guard_dropped_packets_total","labels":{"rule":"c"},"value":1},
            {"name":"rolecall_guard_pinned_interfaces","labels":{},"value":3}]}
            """)
        .write(text);

    assertThat(text.toString())
        .isEqualTo(
            """
            # HELP rolecall_guard_dropped_packets_total Of the guard.
            # TYPE rolecall_guard_dropped_packets_total counter
            rolecall_guard_dropped_packets_total{rule="a\\"b"} 12
            rolecall_guard_dropped_packets_total{rule="c"} 1
            # HELP rolecall_guard_pinned_interfaces Of the guard.
            # TYPE rolecall_guard_pinned_interfaces gauge
            rolecall_guard_pinned_interfaces 3
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"counters\":[7]}",
        "{\"counters\":[{\"name\":\"up\",\"value\":1}]}",
        "{\"counters\":[{\"name\":\"rolecall_guard_a\\nb\",\"value\":1}]}",
        "{\"counters\":[{\"name\":\"rolecall_guard_a\",\"value\":\"1\"}]}",
        "{\"counters\":[{\"name\":\"rolecall_guard_a\",\"labels\":{\"a b\":\"c\"},\"value\":1}]}",
        "{\"counters\":[{\"name\":\"rolecall_guard_a\",\"labels\":{\"a\":1},\"value\":1}]}"
      })
  void areNoneWhereTheFileIsNotAsItShouldBe(String text) {
    assertThatThrownBy(() -> GuardCounters.read(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
