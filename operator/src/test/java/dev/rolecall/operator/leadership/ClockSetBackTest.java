package dev.rolecall.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockSetBackTest {
  private volatile Instant machine = Instant.parse("2026-03-01T12:00:00Z");
  private long nanos = 7;
  private int ended;
  private final ClockSetBack clock = new ClockSetBack(new Machine(), () -> nanos, () -> ended++);

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void leavesAClockAloneThatGoesOn() {
    pass(Duration.ofDays(30));
    clock.look();
    assertThat(ended).isZero();
  }

  @Test
  void leavesSmallCorrectionsAlone() {
    machine = machine.minusSeconds(9);
    clock.look();
    assertThat(ended).isZero();
  }

  @Test
  void endsWhereTheClockWasSetBack() {
    pass(Duration.ofSeconds(3));
    machine = machine.minusSeconds(3600);
    clock.look();
    assertThat(ended).isOne();
  }

  /** What was planned while it was ahead waits until then. */
  @Test
  void endsWhereAClockThatWasAheadIsRightAgain() {
    machine = machine.plusSeconds(3600);
    clock.look();
    assertThat(ended).isZero();
    pass(Duration.ofMinutes(1));
    machine = machine.minusSeconds(3600);
    clock.look();
    assertThat(ended).isOne();
  }

  /** What is planned from then on is planned by the clock as it is. */
  @Test
  void leavesAClockAloneThatWasSetBackBeforeItWasWatched() {
    machine = machine.minusSeconds(3600);
    clock.watch();
    clock.look();
    assertThat(ended).isZero();
  }

  /** The one test that waits for the clock's own thread. */
  @Test
  void looksAtTheClockByItself() {
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (ClockSetBack watched =
        new ClockSetBack(new Machine(), () -> nanos, () -> end.complete(null))) {
      watched.watch();
      machine = machine.minusSeconds(3600);
      assertThat(end).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  private void pass(Duration time) {
    machine = machine.plus(time);
    nanos += time.toNanos();
  }

  private final class Machine extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return machine;
    }
  }
}
