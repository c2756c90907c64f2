package dev.rolecall.agent.credentials;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Credentials by the token they were given for. Only sts's yes makes an entry, and its no ends one;
 * entries are renewed ahead of their end while anybody wants them, and outlive sts's absence until
 * the credentials or the token expire. Of many that want one token's credentials one asks sts.
 *
 * <p>Every answer comes within {@link #ANSWER_LIMIT}; what sts says later serves the next request.
 */
public final class CredentialCache {
  /** SDKs wait one second (Java v2, JavaScript v3); the way to the pod takes some of it. */
  static final Duration ANSWER_LIMIT = Duration.ofMillis(700);

  static final int MAX_ENTRIES = 1_000;
  static final int MAX_FETCHES = 64;

  private static final Duration RETRY_PAUSE = Duration.ofSeconds(15);

  private final CredentialSource source;
  private final Clock clock;
  private final Timers timers;
  private final RandomGenerator random;

  /** The least recently used first. */
  private final Map<ByteBuffer, CachedCredentials> entries = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<ByteBuffer, CompletableFuture<CredentialAnswer>> fetches = new HashMap<>();

  public CredentialCache(
      CredentialSource source, Clock clock, Timers timers, RandomGenerator random) {
    this.source = source;
    this.clock = clock;
    this.timers = timers;
    this.random = random;
  }

  /** What there is for the bearer of {@code token}; never completes exceptionally. */
  public CompletableFuture<CredentialAnswer> get(PodToken token) {
    Instant now = clock.instant();
    CachedCredentials cached = entries.get(token.digest());
    if (cached == null || cached.over(now)) {
      drop(token);
      return miss(token, now);
    }
    if (!cached.due(now)) {
      return CompletableFuture.completedFuture(cached.serve());
    }
    CompletableFuture<CredentialAnswer> fetch = fetch(token);
    return cached.low(now)
        ? inTime(token, fetch)
        : CompletableFuture.completedFuture(cached.serve());
  }

  private CompletableFuture<CredentialAnswer> miss(PodToken token, Instant now) {
    Instant expiry = token.expiry().orElse(null);
    if (expiry == null) {
      return refused("InvalidTokenException", "The Authorization header holds no token.");
    }
    if (!now.isBefore(expiry)) {
      return refused("ExpiredTokenException", "The token expired at " + expiry + ".");
    }
    if (fetches.size() >= MAX_FETCHES && !fetches.containsKey(token.digest())) {
      return CompletableFuture.completedFuture(
          new CredentialAnswer.Unavailable("too many requests wait for sts"));
    }
    return inTime(token, fetch(token));
  }

  private static CompletableFuture<CredentialAnswer> refused(String code, String message) {
    return CompletableFuture.completedFuture(new CredentialAnswer.Refused(400, code, message));
  }

  /** The call that is under way for a token, or a new one. */
  private CompletableFuture<CredentialAnswer> fetch(PodToken token) {
    CompletableFuture<CredentialAnswer> underWay = fetches.get(token.digest());
    if (underWay != null) {
      return underWay;
    }
    CompletableFuture<CredentialAnswer> fetch = new CompletableFuture<>();
    fetches.put(token.digest(), fetch);
    source
        .fetch(token)
        .thenAccept(answer -> {
          fetches.remove(token.digest());
          settle(token, answer);
          fetch.complete(answer);
        });
    return fetch;
  }

  private void settle(PodToken token, CredentialAnswer answer) {
    switch (answer) {
      case CredentialAnswer.Granted granted -> keep(token, granted.credentials());
      case CredentialAnswer.Refused refused -> drop(token);
      case CredentialAnswer.Unavailable unavailable -> postpone(token);
    }
  }

  private void keep(PodToken token, ContainerCredentials credentials) {
    drop(token);
    Instant now = clock.instant();
    CachedCredentials fresh =
        new CachedCredentials(credentials, token.expiry().orElse(now), now, random);
    if (fresh.over(now)) {
      return;
    }
    entries.put(token.digest(), fresh);
    wakeUp(token, fresh, now);
    if (entries.size() > MAX_ENTRIES) {
      var eldest = entries.entrySet().iterator();
      eldest.next().getValue().timer(() -> {});
      eldest.remove();
    }
  }

  private void drop(PodToken token) {
    CachedCredentials dropped = entries.remove(token.digest());
    if (dropped != null) {
      dropped.timer(() -> {});
    }
  }

  private void postpone(PodToken token) {
    CachedCredentials cached = entries.get(token.digest());
    if (cached != null) {
      Instant now = clock.instant();
      cached.postpone(now.plus(RETRY_PAUSE).plusMillis(random.nextLong(RETRY_PAUSE.toMillis())));
      wakeUp(token, cached, now);
    }
  }

  private void wakeUp(PodToken token, CachedCredentials cached, Instant now) {
    Duration delay = Duration.between(now, cached.next(now));
    cached.timer(timers.after(delay, () -> attend(token, cached)));
  }

  /** The time for something has come: the end, or the renewal. */
  private void attend(PodToken token, CachedCredentials cached) {
    Instant now = clock.instant();
    if (cached.over(now)) {
      drop(token);
    } else if (cached.due(now) && cached.wanted()) {
      fetch(token);
    } else {
      wakeUp(token, cached, now);
    }
  }

  /** The outcome of a call, or what there is when the time to answer is over. */
  private CompletableFuture<CredentialAnswer> inTime(
      PodToken token, CompletableFuture<CredentialAnswer> fetch) {
    CompletableFuture<CredentialAnswer> answer = new CompletableFuture<>();
    Timers.Timer limit =
        timers.after(
            ANSWER_LIMIT,
            () ->
                answer.complete(
                    whatThereIs(
                        token, new CredentialAnswer.Unavailable("sts did not answer in time"))));
    fetch.thenAccept(outcome -> {
      limit.cancel();
      answer.complete(whatThereIs(token, outcome));
    });
    return answer;
  }

  private CredentialAnswer whatThereIs(PodToken token, CredentialAnswer outcome) {
    CachedCredentials cached = entries.get(token.digest());
    return cached == null || cached.over(clock.instant()) ? outcome : cached.serve();
  }
}
