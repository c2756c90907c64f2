package dev.rolecall.token;

import dev.rolecall.token.DocumentFetcher.Document;
import dev.rolecall.token.FetchedKeys.Need;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's keys, fetched when needed and cached. Never blocks; all who ask share one fetch; a
 * source knows of no other, so a slow issuer delays only its own tokens. Safe for several threads.
 *
 * <p>Keys are refreshed in the background once their {@code max-age}, held between 5 minutes and an
 * hour, is over; keys of 2 hours are fetched anew before they are used. While the issuer is away
 * its last keys hold for 24 hours. A failed fetch is not repeated for 10 seconds, and unknown key
 * ids make it fetch at most once in 30 seconds.
 */
public final class RemoteKeys implements KeySource {
  private static final String NO_REASON = "the keys cannot be fetched";

  private final KeyLocation location;
  private final KeyFetching fetching;
  private final Object lock = new Object();

  private FetchedKeys state = FetchedKeys.NONE;
  private @Nullable CompletableFuture<Void> running;

  public RemoteKeys(KeyLocation location, KeyFetching fetching) {
    this.location = location;
    this.fetching = fetching;
  }

  @Override
  public CompletionStage<KeyLookup> find(String keyId) {
    KeyLookup held;
    Need need;
    CompletableFuture<Void> attempt;
    boolean begins;
    synchronized (lock) {
      Instant now = fetching.clock().instant();
      held = state.answer(keyId, now);
      need = state.need(keyId, now);
      if (need == Need.NOTHING) {
        return CompletableFuture.completedFuture(held);
      }
      begins = running == null;
      attempt = running == null ? new CompletableFuture<>() : running;
      running = attempt;
      state = begins ? state.fetching(keyId, now) : state;
    }
    // Not under the lock: whoever fetches may complete at once, and answers run other people's
    // code.
    if (begins) {
      begin(attempt);
    }
    return need == Need.FETCH
        ? attempt.thenApply(done -> answer(keyId))
        : CompletableFuture.completedFuture(held);
  }

  /**
   * Has them fetched again, in the background, where they are older than this: for those who tell
   * others of them, who are to know a new key before anybody shows a token that it signed.
   */
  public void refresh(Duration age) {
    CompletableFuture<Void> attempt = new CompletableFuture<>();
    synchronized (lock) {
      if (running != null || !state.isOlder(age, fetching.clock().instant())) {
        return;
      }
      running = attempt;
    }
    begin(attempt);
  }

  /** Those that are trusted now; empty where none were fetched, or too long ago. */
  public Optional<JwkSet> held() {
    synchronized (lock) {
      return state.usableKeys(fetching.clock().instant());
    }
  }

  private KeyLookup answer(String keyId) {
    synchronized (lock) {
      return state.answer(keyId, fetching.clock().instant());
    }
  }

  private void begin(CompletableFuture<Void> attempt) {
    fetch().whenComplete((document, failure) -> end(attempt, outcome(document, failure)));
    if (!attempt.isDone()) {
      fetching.afterLimit().execute(() -> end(attempt, failed("the issuer took too long")));
    }
  }

  private CompletionStage<Document> fetch() {
    try {
      return location.fetch(fetching.documents());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Function<FetchedKeys, FetchedKeys> outcome(
      @Nullable Document document, @Nullable Throwable failure) {
    if (document == null) {
      return failed(reason(failure));
    }
    try {
      JwkSet keys = JwkSet.parse(document.body());
      return before -> before.fetched(keys, document.maxAge(), fetching.clock().instant());
    } catch (JwkSetException e) {
      return failed(reason(e));
    }
  }

  private Function<FetchedKeys, FetchedKeys> failed(String reason) {
    return before -> before.failed(reason, fetching.clock().instant());
  }

  /** The first end of an attempt counts: its answer, or the limit. */
  private void end(CompletableFuture<Void> attempt, Function<FetchedKeys, FetchedKeys> outcome) {
    synchronized (lock) {
      if (running != attempt) {
        return;
      }
      running = null;
      state = outcome.apply(state);
    }
    attempt.complete(null);
  }

  private static String reason(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    // Other failures may say anything of this machine: only worded ones are for others to read.
    if (cause instanceof IOException || cause instanceof JwkSetException) {
      return Objects.requireNonNullElse(cause.getMessage(), NO_REASON);
    }
    return NO_REASON;
  }
}
