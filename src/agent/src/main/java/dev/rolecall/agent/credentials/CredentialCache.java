package dev.rolecall.agent.credentials;

import dev.rolecall.agent.node.NodePod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Credentials by all that shaped them. Only sts's yes makes an entry, and its no ends one; entries
 * are renewed ahead of their end while anybody wants them, and outlive sts's absence until the
 * credentials, or the token that alone proves whose they are, expire. Of many that want the same
 * one asks sts. Lives on one event loop.
 *
 * <p>Every answer comes within {@link #ANSWER_LIMIT}; what sts says later serves the next request.
 */
public final class CredentialCache {
  /** SDKs wait one second (Java v2, JavaScript v3); the way to the pod takes some of it. */
  static final Duration ANSWER_LIMIT = Duration.ofMillis(700);

  static final int MAX_ENTRIES = 1_000;

  private static final Duration RETRY_PAUSE = Duration.ofSeconds(15);

  private final CredentialSource source;
  private final Clock clock;
  private final Timers timers;
  private final RandomGenerator random;
  private final TimeLimit inTime;
  private final int mostFetches;

  /** The least recently used first. */
  private final Map<CredentialKey, CachedCredentials> entries =
      new LinkedHashMap<>(16, 0.75f, true);

  private final Map<CredentialKey, CompletableFuture<CredentialAnswer>> fetches = new HashMap<>();

  /**
   * @param mostFetches how many calls may be under way, or wait, before requests that need another
   *     are turned away
   */
  public CredentialCache(
      CredentialSource source,
      Clock clock,
      Timers timers,
      RandomGenerator random,
      int mostFetches) {
    this.source = source;
    this.clock = clock;
    this.timers = timers;
    this.random = random;
    this.inTime = new TimeLimit(timers, ANSWER_LIMIT);
    this.mostFetches = mostFetches;
  }

  /** What there is; never completes exceptionally. */
  public CompletableFuture<CredentialAnswer> get(CredentialRequest request) {
    Instant now = clock.instant();
    CredentialKey key = request.key();
    CachedCredentials cached = entries.get(key);
    if (cached == null || cached.over(now)) {
      drop(key);
      return miss(key, request, now);
    }
    cached.wantedBy(request);
    if (!cached.due(now)) {
      return cached.served();
    }
    CompletableFuture<CredentialAnswer> fetch = fetch(key, request);
    return cached.worthWaiting(now) ? inTime(key, fetch) : cached.served();
  }

  /**
   * Asks for what may be wanted soon. It is not renewed before somebody wants it.
   *
   * @return completes when sts has answered, however long that takes
   */
  public CompletableFuture<CredentialAnswer> fetchAhead(CredentialRequest request) {
    return fetch(request.key(), request);
  }

  /** Whether there is an answer, or a call for one is under way. */
  public boolean has(CredentialRequest request) {
    CredentialKey key = request.key();
    return entries.containsKey(key) || fetches.containsKey(key);
  }

  /** How many credentials are kept. */
  public int entries() {
    return entries.size();
  }

  /** The pod is gone: nothing of it is served from here on. */
  public void forget(String uid) {
    end(key -> key.isOf(uid), "the pod is gone");
  }

  /** The pod is as this from here on: what was shaped by another state of it is not served. */
  public void forgetOlder(NodePod pod) {
    end(key -> key.isOutdatedBy(pod), "what shapes the pod's credentials has changed just now");
  }

  private void end(Predicate<CredentialKey> over, String reason) {
    List.copyOf(entries.keySet()).stream().filter(over).forEach(this::drop);
    List<CompletableFuture<CredentialAnswer>> ended = new ArrayList<>();
    fetches.entrySet().removeIf(fetch -> over.test(fetch.getKey()) && ended.add(fetch.getValue()));
    ended.forEach(fetch -> fetch.complete(new CredentialAnswer.Unavailable(reason)));
  }

  private CompletableFuture<CredentialAnswer> miss(
      CredentialKey key, CredentialRequest request, Instant now) {
    CredentialAnswer.Refused refusal = request.refusal(now).orElse(null);
    if (refusal != null) {
      return CompletableFuture.completedFuture(refusal);
    }
    if (fetches.size() >= mostFetches && !fetches.containsKey(key)) {
      return CompletableFuture.completedFuture(
          new CredentialAnswer.Unavailable("too many requests wait for sts"));
    }
    return inTime(key, fetch(key, request));
  }

  /** The call that is under way, or a new one. */
  private CompletableFuture<CredentialAnswer> fetch(CredentialKey key, CredentialRequest request) {
    CompletableFuture<CredentialAnswer> underWay = fetches.get(key);
    if (underWay != null) {
      return underWay;
    }
    CompletableFuture<CredentialAnswer> fetch = new CompletableFuture<>();
    fetches.put(key, fetch);
    source
        .fetch(request)
        .thenAccept(answer -> {
          // What ended meanwhile has been answered, and is not to be kept.
          if (fetches.remove(key, fetch)) {
            settle(key, request, answer);
            fetch.complete(answer);
          }
        });
    return fetch;
  }

  private void settle(CredentialKey key, CredentialRequest request, CredentialAnswer answer) {
    switch (answer) {
      case CredentialAnswer.Granted granted -> keep(key, request, granted.credentials());
      case CredentialAnswer.Refused refused -> drop(key);
      case CredentialAnswer.Unavailable unavailable -> postpone(key);
    }
  }

  private void keep(
      CredentialKey key, CredentialRequest request, ContainerCredentials credentials) {
    CachedCredentials before = drop(key);
    Instant now = clock.instant();
    CredentialRequest latest = before == null ? request : request.orLonger(before.request());
    CachedCredentials fresh = new CachedCredentials(credentials, latest, now, random);
    if (fresh.over(now) || !request.isAnsweredBy(credentials)) {
      return;
    }
    entries.put(key, fresh);
    wakeUp(key, fresh, now);
    if (entries.size() > MAX_ENTRIES) {
      drop(entries.keySet().iterator().next());
    }
  }

  private @Nullable CachedCredentials drop(CredentialKey key) {
    CachedCredentials dropped = entries.remove(key);
    if (dropped != null) {
      dropped.timer(() -> {});
    }
    return dropped;
  }

  private void postpone(CredentialKey key) {
    CachedCredentials cached = entries.get(key);
    if (cached != null) {
      Instant now = clock.instant();
      cached.postpone(now.plus(RETRY_PAUSE).plusMillis(random.nextLong(RETRY_PAUSE.toMillis())));
      wakeUp(key, cached, now);
    }
  }

  private void wakeUp(CredentialKey key, CachedCredentials cached, Instant now) {
    Duration delay = Duration.between(now, cached.next(now));
    cached.timer(timers.after(delay, () -> attend(key, cached)));
  }

  /** The time for something has come: the end, or the renewal. */
  private void attend(CredentialKey key, CachedCredentials cached) {
    Instant now = clock.instant();
    CredentialRequest request = cached.request();
    if (cached.over(now)) {
      drop(key);
    } else if (cached.due(now) && cached.wanted() && request.refusal(now).isEmpty()) {
      fetch(key, request);
    } else {
      wakeUp(key, cached, now);
    }
  }

  /** The outcome of a call, or what there is when the time to answer is over. */
  private CompletableFuture<CredentialAnswer> inTime(
      CredentialKey key, CompletableFuture<CredentialAnswer> fetch) {
    CredentialAnswer late = new CredentialAnswer.Unavailable("sts did not answer in time");
    return inTime.apply(
        fetch.thenApply(outcome -> whatThereIs(key, outcome)), () -> whatThereIs(key, late));
  }

  private CredentialAnswer whatThereIs(CredentialKey key, CredentialAnswer outcome) {
    CachedCredentials cached = entries.get(key);
    return cached == null || cached.over(clock.instant()) ? outcome : cached.serve();
  }
}
