package dev.rolecall.agent.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.credentials.FakeTimers;
import dev.rolecall.fakes.MovableClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HoldingTest {
  private static final Connection CONNECTION = new Connection(InetAddress.getLoopbackAddress(), 7);
  private static final Caller NOT_YET = new Caller.NotYet("its pod is not known");
  private static final Caller STRANGER = new Caller.Stranger("another's address");

  private final FakeTimers timers = new FakeTimers(MovableClock.at("2026-03-01T12:00:00Z"));
  private final Holding holding = new Holding(timers);
  private Caller known = NOT_YET;
  private final SettledCallers callers = new HeldCallers(connection -> known, holding);

  @Test
  void saysAtOnceWhatIsClear() {
    known = STRANGER;

    assertThat(callers.of(CONNECTION)).isCompletedWithValue(known);
    assertThat(timers.count()).isZero();
  }

  @Test
  void answersWhenSomethingChanges() {
    CompletableFuture<Caller> answer = ask();
    timers.advance(Duration.ofMillis(300));
    assertThat(answer).isNotDone();

    known = STRANGER;
    holding.changed();
    timers.advance(Holding.GATHERING);

    assertThat(answer).isCompletedWithValue(known);
    assertThat(timers.count()).isZero();
  }

  @Test
  void goesOnWaitingWhereTheChangeWasAnother() {
    CompletableFuture<Caller> answer = ask();

    holding.changed();
    timers.advance(Duration.ofMillis(100));

    assertThat(answer).isNotDone();
  }

  @Test
  void endsWithWhatItIsWhenTheTimeIsOver() {
    CompletableFuture<Caller> answer = ask();
    timers.advance(Holding.LONGEST);

    assertThat(answer).isCompletedWithValue(NOT_YET);
    assertThat(timers.count()).isZero();
  }

  @Test
  void holdsNoMoreThanAFewOfOneAndManyOfAll() {
    for (int i = 0; i < Holding.MOST_HELD_OF_ONE; i++) {
      assertThat(ask()).isNotDone();
    }
    assertThat(ask()).isCompletedWithValue(NOT_YET);

    for (int i = Holding.MOST_HELD_OF_ONE; i < Holding.MOST_HELD; i++) {
      assertThat(holding.until(() -> 1, one -> true, i).toCompletableFuture()).isNotDone();
    }
    assertThat(holding.until(() -> 1, one -> true, "x")).isCompletedWithValue(1);

    timers.advance(Holding.LONGEST);
    assertThat(ask()).as("there is room again").isNotDone();
  }

  private CompletableFuture<Caller> ask() {
    return callers.of(CONNECTION).toCompletableFuture();
  }
}
