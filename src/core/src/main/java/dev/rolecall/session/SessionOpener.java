package dev.rolecall.session;

import dev.rolecall.identity.Secret;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens session tokens. A token that is not ours, was tampered with, or is for another key is
 * refused alike.
 */
public final class SessionOpener {
  private final Supplier<MasterKeys> keys;
  private final Clock clock;

  /**
   * @param keys the keys at the time of each call
   */
  public SessionOpener(Supplier<MasterKeys> keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Takes any text. Whether the session's role and pod are still there is {@link SessionLiveness}'s
   * to say.
   */
  public Result open(String token) {
    return SealedToken.parse(token).flatMap(this::unseal).orElseGet(Result.Invalid::new);
  }

  private Optional<Result> unseal(SealedToken token) {
    return keys.get()
        .find(token.keyId())
        .map(key -> key.derive(token.sessionId()))
        .flatMap(derived ->
            token
                .open(derived)
                .flatMap(SessionClaims::read)
                .map(session -> judge(session, derived.secretAccessKey())));
  }

  private Result judge(Session session, Secret secretAccessKey) {
    return clock.instant().isBefore(session.expiresAt())
        ? new Result.Opened(session, secretAccessKey)
        : new Result.Expired(session);
  }

  /** What came of it. */
  public sealed interface Result {
    record Opened(Session session, Secret secretAccessKey) implements Result {}

    record Invalid() implements Result {}

    /** It is ours, and over. */
    record Expired(Session session) implements Result {}
  }
}
