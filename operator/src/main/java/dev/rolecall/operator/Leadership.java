package dev.rolecall.operator;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/**
 * Whether this replica is the one that writes. It leads until it ends: who loses the lease ends.
 */
@Singleton
final class Leadership {
  private final CompletableFuture<Void> begun = new CompletableFuture<>();

  /** This replica leads from now on. */
  void begin() {
    begun.complete(null);
  }

  /** Whether it does. */
  boolean leads() {
    return begun.isDone();
  }

  /** Runs it once this replica leads. */
  void whenLeading(Runnable work) {
    var unused = begun.thenRun(work);
  }
}
