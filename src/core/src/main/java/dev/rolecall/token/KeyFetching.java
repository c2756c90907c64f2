package dev.rolecall.token;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What every fetch of keys needs.
 *
 * @param afterLimit runs a task once a fetch has had its time, and does not wait for it
 */
public record KeyFetching(DocumentFetcher documents, Clock clock, Executor afterLimit) {
  /** AWS gives an issuer five seconds, discovery and keys together. */
  private static final int LIMIT_SECONDS = 5;

  /** Fetching with AWS's limit of five seconds. */
  public static KeyFetching limited(DocumentFetcher documents, Clock clock) {
    return new KeyFetching(
        documents, clock, CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS));
  }
}
