package dev.rolecall.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void holdsABenchmarkAgainstItsPeerOfTheSameRun() {
    List<String> lines =
        Measurement.lines(
            Family.AGENT,
            List.of(
                new Measurement("cached", Optional.of("constant"), 75_432.1),
                new Measurement("constant", Optional.empty(), 100_000)));

    assertThat(lines)
        .containsExactly(
            """
            {"benchmark":"agent.cached","metric":"throughput","value":75430,"unit":"ops/s",\
            "peer":"agent.constant","ratio":0.7543}\
            """,
            """
            {"benchmark":"agent.constant","metric":"throughput","value":100000,"unit":"ops/s",\
            "peer":null,"ratio":null}\
            """);
  }

  @Test
  void holdsNothingAgainstItself() {
    assertThat(
            Measurement.lines(
                Family.POLICY,
                List.of(new Measurement("evaluate(n=12)", Optional.of("evaluate(n=12)"), 5))))
        .singleElement()
        .asString()
        .contains("\"peer\":null");
  }

  @Test
  void doesNotPassOverAPeerThatIsMissing() {
    List<Measurement> alone = List.of(new Measurement("cached", Optional.of("constant"), 5));

    assertThatThrownBy(() -> Measurement.lines(Family.AGENT, alone))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("constant");
  }
}
