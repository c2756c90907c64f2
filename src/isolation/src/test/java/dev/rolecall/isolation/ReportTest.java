package dev.rolecall.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.isolation.Options.Round;
import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.attack.Catalogue;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Attack ATTACK =
      Catalogue.on(Topology.BRIDGE, Optional.of("false-gateway")).getFirst();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void printsALineOfJsonForEachAttackAsItEnds() {
    Report report = new JsonReport(out);
    report.add(result(Round.WITHOUT_GUARD, new Outcome.Leaked("seen"), 0.4));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"attack\":\"false-gateway\",\"topology\":\"bridge\",\"guard\":false,\"outcome\":\"leaked\",\"seconds\":0.400}\n");
    report.add(result(Round.WITH_GUARD, new Outcome.Blocked("nothing"), 1.23456));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .endsWith("\"guard\":true,\"outcome\":\"blocked\",\"seconds\":1.235}\n");
  }

  @Test
  void printsARowOfTheTableForBothRounds() {
    Report report = new TableReport(out);
    report.add(result(Round.WITHOUT_GUARD, new Outcome.Leaked("seen"), 1.0));
    report.add(result(Round.WITH_GUARD, new Outcome.Blocked("nothing"), 0.5));
    report.end();
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines().map(line -> line.split("\\s\\s+")))
        .containsExactly(
            new String[] {"attack", "topology without guard", "with guard", "seconds"},
            new String[] {"false-gateway", "bridge", "leaked", "blocked", "1.5"});
  }

  private static Result result(Round round, Outcome outcome, double seconds) {
    return new Result(ATTACK, Topology.BRIDGE, round, outcome, seconds);
  }
}
