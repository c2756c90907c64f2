package dev.rolecall.operator.leadership;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/**
 * Whether this replica is the one that writes. It leads until it ends: who loses the lease ends.
 */
@Singleton
public final class Leadership {
  private final CompletableFuture<Void> begun = new CompletableFuture<>();

  /** This replica leads from now on. */
  public void begin() {
    begun.complete(null);
  }

  /** Whether it does. */
  public boolean leads() {
    return begun.isDone();
  }

  /** Runs it once this replica leads. */
  public void whenLeading(Runnable work) {
    var unused = begun.thenRun(work);
  }
}
