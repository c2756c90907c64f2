package dev.rolecall.agent.credentials;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Answers in time, whatever holds the answer up. */
public final class TimeLimit {
  private final Timers timers;
  private final Duration longest;

  public TimeLimit(Timers timers, Duration longest) {
    this.timers = timers;
    this.longest = longest;
  }

  /**
   * The answer, or another when the time is over.
   *
   * @param late what there is then
   */
  public <T> CompletableFuture<T> apply(CompletionStage<T> answer, Supplier<T> late) {
    CompletableFuture<T> given = answer.toCompletableFuture();
    if (given.isDone()) {
      return given;
    }
    CompletableFuture<T> timely = new CompletableFuture<>();
    Timers.Timer limit = timers.after(longest, () -> timely.complete(late.get()));
    given.thenAccept(value -> {
      limit.cancel();
      timely.complete(value);
    });
    return timely;
  }
}
