package dev.rolecall.token;

import dev.rolecall.limit.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a source knows of its issuer's keys, and so what must be done before it answers.
 *
 * @param held the last set that was fetched
 * @param failure why the last fetch failed; empty where it did not
 * @param askedForUnknown when a fetch was last begun for an unknown key id
 */
record FetchedKeys(
    Optional<Held> held, Optional<Failure> failure, Optional<Instant> askedForUnknown) {
  static final FetchedKeys NONE =
      new FetchedKeys(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Duration USUAL_AGE = Duration.ofMinutes(15);
  private static final Duration SHORTEST_AGE = Duration.ofMinutes(5);
  private static final Duration LONGEST_AGE = Duration.ofHours(1);
  private static final Duration LONGEST_UNCHECKED = Duration.ofHours(2);
  private static final Duration LONGEST_STALE = Duration.ofHours(24);
  private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(10);
  private static final Duration RETRY_FOR_UNKNOWN = Duration.ofSeconds(30);

  record Held(JwkSet keys, Instant fetchedAt, Duration usualAge) {}

  record Failure(String reason, Instant at) {}

  /** What must be done before, or besides, an answer. */
  enum Need {
    NOTHING,
    /** Fetch, and answer meanwhile with what is held. */
    REFRESH,
    /** Fetch, then answer. */
    FETCH
  }

  FetchedKeys fetched(JwkSet keys, Optional<Duration> maxAge, Instant now) {
    Duration age = maxAge.orElse(USUAL_AGE);
    if (age.compareTo(SHORTEST_AGE) < 0) {
      age = SHORTEST_AGE;
    } else if (age.compareTo(LONGEST_AGE) > 0) {
      age = LONGEST_AGE;
    }
    return new FetchedKeys(
        Optional.of(new Held(keys, now, age)), Optional.empty(), askedForUnknown);
  }

  FetchedKeys failed(String reason, Instant now) {
    return new FetchedKeys(held, Optional.of(new Failure(reason, now)), askedForUnknown);
  }

  /** A fetch begins, which may be for this key id. */
  FetchedKeys fetching(String keyId, Instant now) {
    boolean forUnknown = usable(now) != null && !knows(keyId);
    return forUnknown ? new FetchedKeys(held, failure, Optional.of(now)) : this;
  }

  Need need(String keyId, Instant now) {
    if (failure.isPresent() && !Pause.isOver(RETRY_AFTER_FAILURE, failure.get().at(), now)) {
      return Need.NOTHING;
    }
    Held usable = usable(now);
    if (usable == null) {
      return Need.FETCH;
    }
    if (!keyId.isEmpty() && !knows(keyId)) {
      boolean askedLately =
          askedForUnknown.filter(asked -> !Pause.isOver(RETRY_FOR_UNKNOWN, asked, now)).isPresent();
      return askedLately ? Need.NOTHING : Need.FETCH;
    }
    if (!Pause.isOver(usable.usualAge(), usable.fetchedAt(), now)) {
      return Need.NOTHING;
    }
    // While the issuer is away nobody waits for what will most likely fail again.
    boolean unchecked = Pause.isOver(LONGEST_UNCHECKED, usable.fetchedAt(), now);
    return unchecked && failure.isEmpty() ? Need.FETCH : Need.REFRESH;
  }

  /** Whether the last fetch was longer ago, be it that it failed. */
  boolean isOlder(Duration age, Instant now) {
    return held.map(keys -> Pause.isOver(age, keys.fetchedAt(), now)).orElse(true)
        && failure.map(last -> Pause.isOver(age, last.at(), now)).orElse(true);
  }

  KeyLookup answer(String keyId, Instant now) {
    Held usable = usable(now);
    if (usable != null && usable.keys().find(keyId).isPresent()) {
      return KeyLookup.of(usable.keys().find(keyId));
    }
    if (failure.isPresent()) {
      return new KeyLookup.Unavailable(failure.get().reason());
    }
    return usable == null ? new KeyLookup.Unavailable("not fetched") : new KeyLookup.NotFound();
  }

  /** Empty where none are held, or only such as are too old. */
  Optional<JwkSet> usableKeys(Instant now) {
    return Optional.ofNullable(usable(now)).map(Held::keys);
  }

  private boolean knows(String keyId) {
    return held.isPresent() && held.get().keys().find(keyId).isPresent();
  }

  /** Good keys are not given up because the clock was set back. */
  private @Nullable Held usable(Instant now) {
    return held.filter(keys -> now.isBefore(keys.fetchedAt().plus(LONGEST_STALE))).orElse(null);
  }
}
