package dev.rolecall.session;

import dev.rolecall.cache.BoundedCache;
import dev.rolecall.cache.Bounds;
import dev.rolecall.cache.CacheState;
import dev.rolecall.cache.Doorkeeper;
import dev.rolecall.sigv4.key.SigningKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens session tokens. A token that is not ours, was tampered with, or is for another key is
 * refused alike.
 *
 * <p>What was opened twice is kept, found by the whole token and good while the very key that
 * sealed it is there. With it are kept the signing keys of its secret. Times are looked at on every
 * call.
 */
public final class SessionOpener {
  /** By how much the clocks of replicas may differ: as much as those of clients. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /** What a kept session takes besides its texts: objects, tables, derived keys. */
  private static final long OBJECTS_BYTES = 3072;

  /** The same for each session that it was chained from. */
  private static final long ANCESTOR_BYTES = 256;

  private final Supplier<MasterKeys> keys;
  private final Clock clock;
  private final BoundedCache<String, Unsealed> opened;
  private final Doorkeeper doorkeeper;
  private volatile @Nullable MasterKeys lastKeys;

  /** What a token holds, and the key that opened it. */
  private record Unsealed(MasterKey key, Session session, SigningKeys signing, long bytes) {}

  /**
   * @param keys the keys at the time of each call
   * @param kept how many opened sessions are kept
   */
  public SessionOpener(Supplier<MasterKeys> keys, Clock clock, Bounds kept) {
    this.keys = keys;
    this.clock = clock;
    this.opened = new BoundedCache<>(kept);
    this.doorkeeper = new Doorkeeper(kept.entries());
  }

  /**
   * Takes any text. Whether the session's role and pod are still there is {@link SessionLiveness}'s
   * to say.
   */
  public Result open(String token) {
    if (token.length() > SessionIssuer.MAX_TOKEN_BYTES) {
      return new Result.Invalid();
    }
    MasterKeys now = keys.get();
    forgetDropped(now);
    Optional<Result> known =
        opened
            .get(token)
            .filter(unsealed -> now.holds(unsealed.key()))
            .map(unsealed -> judge(token, unsealed));
    return known.orElseGet(() -> openAnew(token, now));
  }

  /** What is kept. */
  public CacheState kept() {
    return opened.state();
  }

  private Result openAnew(String token, MasterKeys now) {
    Optional<Unsealed> unsealed = SealedToken.parse(token).flatMap(sealed -> unseal(sealed, now));
    unsealed
        .filter(fresh -> doorkeeper.cameBefore(token))
        .ifPresent(fresh -> opened.put(token, fresh, fresh.bytes() + token.length()));
    return unsealed.map(fresh -> judge(token, fresh)).orElseGet(Result.Invalid::new);
  }

  /** The keys of dropped master keys are secrets that nobody needs any more. */
  private void forgetDropped(MasterKeys now) {
    if (now != lastKeys) {
      lastKeys = now;
      opened.removeIf(unsealed -> !now.holds(unsealed.key()));
    }
  }

  /**
   * A token that names no key of ours is worked on as if it did, with a key that cannot open it: so
   * that the time it takes does not tell which keys there are.
   */
  private Optional<Unsealed> unseal(SealedToken token, MasterKeys now) {
    Optional<MasterKey> named = now.find(token.keyId());
    MasterKey key = named.orElseGet(() -> now.sealing(clock.instant()));
    MasterKey.Derived derived = key.derive(token.sessionId());
    return token
        .open(derived)
        .filter(claims -> named.isPresent())
        .flatMap(claims ->
            SessionClaims.read(claims)
                .map(session ->
                    new Unsealed(key, session, signing(session, derived), size(session, claims))));
  }

  private static SigningKeys signing(Session session, MasterKey.Derived derived) {
    return new SigningKeys(session.accessKeyId().value(), derived.secretAccessKey());
  }

  private static long size(Session session, String claims) {
    return OBJECTS_BYTES + ANCESTOR_BYTES * session.ancestors().size() + 2L * claims.length();
  }

  private Result judge(String token, Unsealed unsealed) {
    Session session = unsealed.session();
    Instant now = clock.instant();
    if (!now.isBefore(session.expiresAt())) {
      opened.remove(token);
      return new Result.Expired(session, unsealed.signing());
    }
    return session.issuedAt().isAfter(now.plus(CLOCKS_DIFFER))
        ? new Result.Invalid()
        : new Result.Opened(session, unsealed.signing());
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * @param keys of its secret access key
     */
    record Opened(Session session, SigningKeys keys) implements Result {}

    /** Not ours, not whole, sealed by a key that is not there, or of a time to come. */
    record Invalid() implements Result {}

    /** It is ours, and over. */
    record Expired(Session session, SigningKeys keys) implements Result {}
  }
}
