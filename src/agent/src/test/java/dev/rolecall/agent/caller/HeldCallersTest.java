package dev.rolecall.agent.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.credentials.FakeTimers;
import dev.rolecall.fakes.MovableClock;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeldCallersTest {
  private static final Connection CONNECTION = new Connection(InetAddress.getLoopbackAddress(), 7);
  private static final Caller NOT_YET = new Caller.NotYet("its pod is not known");

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final FakeTimers timers = new FakeTimers(clock);
  private Caller known = NOT_YET;
  private int asked;
  private final HeldCallers callers =
      new HeldCallers(
          connection -> {
            asked++;
            return known;
          },
          timers,
          () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());

  @Test
  void saysAtOnceWhatIsClear() {
    known = new Caller.Stranger("another's address");

    assertThat(callers.of(CONNECTION)).isCompletedWithValue(known);
    assertThat(timers.count()).isZero();
  }

  @Test
  void waitsUntilItIsClear() {
    CompletableFuture<Caller> answer = callers.of(CONNECTION).toCompletableFuture();
    timers.advance(Duration.ofMillis(300));
    assertThat(answer).isNotDone();

    known = new Caller.Host();
    timers.advance(HeldCallers.PAUSE);

    assertThat(answer).isCompletedWithValue(known);
    assertThat(timers.count()).isZero();
  }

  @Test
  void endsWithWhatItWasWhenTheTimeIsOver() {
    CompletableFuture<Caller> answer = callers.of(CONNECTION).toCompletableFuture();

    timers.advance(HeldCallers.LONGEST.minus(HeldCallers.PAUSE));
    assertThat(answer).isNotDone();
    timers.advance(HeldCallers.PAUSE);

    assertThat(answer).isCompletedWithValue(NOT_YET);
    assertThat(timers.count()).isZero();
    assertThat(asked).isEqualTo(29);
  }
}
