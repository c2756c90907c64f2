package dev.rolecall.agent.caller;

import dev.rolecall.agent.credentials.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Asks again about a connection that is not known yet: a refusal would send the SDKs on to the next
 * link of their chain, and they wait one second (Java v2, JavaScript v3).
 */
public final class HeldCallers implements SettledCallers {
  static final Duration LONGEST = Duration.ofMillis(700);
  static final Duration PAUSE = Duration.ofMillis(25);

  private final Callers callers;
  private final Timers timers;
  private final LongSupplier nanos;

  /**
   * @param nanos a clock that never goes back, as {@link System#nanoTime()}
   */
  public HeldCallers(Callers callers, Timers timers, LongSupplier nanos) {
    this.callers = callers;
    this.timers = timers;
    this.nanos = nanos;
  }

  @Override
  public CompletionStage<Caller> of(Connection connection) {
    Caller now = callers.of(connection);
    if (!(now instanceof Caller.NotYet)) {
      return CompletableFuture.completedFuture(now);
    }
    CompletableFuture<Caller> settled = new CompletableFuture<>();
    askAgain(connection, nanos.getAsLong(), settled);
    return settled;
  }

  private void askAgain(Connection connection, long since, CompletableFuture<Caller> settled) {
    timers.after(
        PAUSE,
        () -> {
          Caller now = callers.of(connection);
          if (!(now instanceof Caller.NotYet) || nanos.getAsLong() - since >= LONGEST.toNanos()) {
            settled.complete(now);
          } else {
            askAgain(connection, since, settled);
          }
        });
  }
}
