package dev.rolecall.session;

import dev.rolecall.identity.Secret;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Opens session tokens. A token that is not ours, was tampered with, or is for another key is
 * refused alike.
 */
public final class SessionOpener {
  private final Supplier<MasterKeys> keys;
  private final Clock clock;

  public SessionOpener(Supplier<MasterKeys> keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  public Result open(String token) {
    throw new UnsupportedOperationException("session helper" + keys + clock + token);
  }

  /** What came of it. */
  public sealed interface Result {
    record Opened(Session session, Secret secretAccessKey) implements Result {}

    record Invalid() implements Result {}

    /** It is ours, and over. */
    record Expired(Session session) implements Result {}
  }
}
