package dev.rolecall.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  @Test
  void holdsABenchmarkAgainstItsPeerOfTheSameRun() {
    Results results =
        new Results(
            List.of(throughput("cached", 75_432.1), throughput("constant", 100_000)),
            List.of(new Comparison("cached", "constant")));

    assertThat(results.lines("agent"))
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
  void saysHowManyTimesBetterLessTimeIs() {
    Results results =
        new Results(
            List.of(
                new Measurement("ours", Metric.TIME, 200),
                new Measurement("theirs", Metric.TIME, 500)),
            List.of(new Comparison("ours", "theirs")));

    assertThat(results.lines("policy").getFirst()).endsWith("\"ratio\":2.5}");
    assertThat(results.ratio("ours", "theirs", Metric.TIME)).hasValue(2.5);
  }

  @Test
  void hasALineForEachOfSeveralPeers() {
    Results results =
        new Results(
            List.of(throughput("ours", 4), throughput("cedar", 2), throughput("node", 1)),
            List.of(new Comparison("ours", "cedar"), new Comparison("ours", "node")));

    assertThat(results.lines("policy"))
        .filteredOn(line -> line.contains("\"benchmark\":\"policy.ours\""))
        .extracting(line -> line.substring(line.indexOf("\"peer\"")))
        .containsExactly(
            "\"peer\":\"policy.cedar\",\"ratio\":2}", "\"peer\":\"policy.node\",\"ratio\":4}");
  }

  @Test
  void holdsNothingAgainstItself() {
    Results results =
        new Results(
            List.of(throughput("decide(n=12)", 5)),
            List.of(new Comparison("decide(n=12)", "decide(n=12)")));

    assertThat(results.lines("policy")).singleElement().asString().contains("\"peer\":null");
  }

  @Test
  void doesNotPassOverAPeerThatIsMissing() {
    Results alone =
        new Results(
            List.of(throughput("cached", 5)), List.of(new Comparison("cached", "constant")));

    assertThatThrownBy(() -> alone.lines("agent"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("constant");
  }

  @Test
  void saysWhichGoalsAreReached() {
    Results results = new Results(List.of(new Measurement("a", Metric.TIME, 301.24)), List.of());

    assertThat(Goal.atMost(300, "at most 300", found -> found.value("a", Metric.TIME)))
        .extracting(goal -> goal.verdict(results))
        .isEqualTo("NOT REACHED  at most 300: 301.2");
    assertThat(Goal.atLeast(300, "at least 300", found -> found.value("a", Metric.TIME)))
        .extracting(goal -> goal.verdict(results))
        .isEqualTo("reached      at least 300: 301.2");
    assertThat(Goal.atLeast(300, "at least 300", found -> found.value("b", Metric.TIME)))
        .extracting(goal -> goal.verdict(results))
        .isEqualTo("not measured at least 300");
  }

  private static Measurement throughput(String name, double value) {
    return new Measurement(name, Metric.THROUGHPUT, value);
  }
}
