package dev.rolecall.agent.credentials;

import dev.rolecall.fakes.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Timers that fire as their clock is moved, in the order of their times. */
public final class FakeTimers implements Timers {
  private final MovableClock clock;
  private final List<Pending> pending = new ArrayList<>();

  public FakeTimers(MovableClock clock) {
    this.clock = clock;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Pending timer = new Pending(clock.instant().plus(delay), task);
    pending.add(timer);
    return () -> pending.remove(timer);
  }

  public void advance(Duration step) {
    Instant end = clock.instant().plus(step);
    for (Pending next = next(end); next != null; next = next(end)) {
      pending.remove(next);
      clock.set(next.due);
      next.task.run();
    }
    clock.set(end);
  }

  public int count() {
    return pending.size();
  }

  private @org.jspecify.annotations.Nullable Pending next(Instant end) {
    return pending.stream()
        .filter(timer -> !timer.due.isAfter(end))
        .min(Comparator.comparing((Pending timer) -> timer.due))
        .orElse(null);
  }

  private static final class Pending {
    private final Instant due;
    private final Runnable task;

    Pending(Instant due, Runnable task) {
      this.due = due;
      this.task = task;
    }
  }
}
