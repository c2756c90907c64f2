package dev.rolecall.operator.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.directory.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class PacedWorkTest {
  private record Planned(long at, Runnable task) {}

  private final PriorityQueue<Planned> plan =
      new PriorityQueue<>(Comparator.comparingLong(Planned::at));
  private final List<Long> done = new ArrayList<>();
  private final PacedWork work =
      new PacedWork(
          this::work,
          new Pace(() -> this.now, Duration.ofSeconds(2)),
          (nanos, task) -> plan.add(new Planned(this.now + nanos, task)));
  private long now;
  private int failing;

  @Test
  void isDoneOnceForChangesThatComeTogether() {
    work.changed();
    work.changed();
    pass(Duration.ofMinutes(10));

    assertThat(done).hasSize(1);
  }

  @Test
  void isTriedAgainLaterEachTimeUntilItIsDoneThoughNothingChanges() {
    failing = 9;
    work.changed();
    pass(Duration.ofHours(1));

    assertThat(done).hasSize(10);
    assertThat(pauses()).isSorted();
    assertThat(pauses().getFirst()).isBetween(1_000L, 1_100L);
    assertThat(pauses().getLast()).isBetween(60_000L, 60_100L);
  }

  @Test
  void doesNotWaitForTheNextTryWhereSomethingChanges() {
    failing = 5;
    work.changed();
    pass(Duration.ofSeconds(20));
    int before = done.size();
    failing = 0;
    work.changed();
    pass(Duration.ofMillis(100));

    assertThat(done).hasSize(before + 1);
    pass(Duration.ofHours(1));
    assertThat(done).as("what was planned before it was done").hasSize(before + 1);
  }

  private void work() {
    done.add(now);
    if (failing > 0) {
      failing--;
      throw new IllegalStateException("broken");
    }
  }

  private void pass(Duration time) {
    long end = now + time.toNanos();
    while (!plan.isEmpty() && plan.peek().at() <= end) {
      Planned next = plan.remove();
      now = next.at();
      next.task().run();
    }
    now = end;
  }

  /** In milliseconds. */
  private List<Long> pauses() {
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < done.size(); i++) {
      pauses.add((done.get(i) - done.get(i - 1)) / 1_000_000);
    }
    return pauses;
  }
}
