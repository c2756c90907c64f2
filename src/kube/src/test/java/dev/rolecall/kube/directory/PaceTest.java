package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long EVERY = Duration.ofMillis(5).toNanos();
  private static final long EACH = 20_000;

  private final AtomicLong now = new AtomicLong();
  private final Pace pace = new Pace(now::get, Duration.ofSeconds(30));

  @Test
  void waitsForFiftyMillisecondsWhereItIsRested() {
    assertThat(pace.pauseNanos()).isEqualTo(Duration.ofMillis(50).toNanos());
  }

  @Test
  void waitsFourTimesAsLongAsTheWorkTookAndNoTimeThatPassedMeanwhile() {
    pace.run(() -> pass(Duration.ofSeconds(1)));
    assertThat(pace.pauseNanos()).isEqualTo(Duration.ofSeconds(4).toNanos());
    pass(Duration.ofSeconds(3));
    assertThat(pace.pauseNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void waitsNotForeverWhereTheMachineStoodStill() {
    pace.run(() -> pass(Duration.ofHours(1)));
    assertThat(pace.pauseNanos()).isEqualTo(Duration.ofSeconds(30).toNanos());
  }

  /** Were each looked at when it comes, four times as many would cost sixteen times as much. */
  @Test
  void looksAtObjectsThatComeInForACostThatGrowsWithTheirNumber() {
    long few = new PaceTest().cost(20_000);
    long many = new PaceTest().cost(80_000);

    assertThat(few).isLessThan(EVERY * 20_000 / 4);
    assertThat(many).isLessThan(5 * few);
  }

  /** What it costs all together to look at all that are there again and again while more come. */
  private long cost(long objects) {
    AtomicLong total = new AtomicLong();
    while (now.get() < objects * EVERY) {
      pass(Duration.ofNanos(pace.pauseNanos()));
      long took = EACH * Math.min(objects, now.get() / EVERY);
      pace.run(() -> {
        total.addAndGet(took);
        pass(Duration.ofNanos(took));
      });
    }
    return total.get();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
