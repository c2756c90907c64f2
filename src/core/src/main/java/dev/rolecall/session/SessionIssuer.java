package dev.rolecall.session;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

/** Issues sessions: seals them into tokens and derives their secrets. */
public final class SessionIssuer {
  private final Supplier<MasterKeys> keys;
  private final Clock clock;
  private final SecureRandom random;

  public SessionIssuer(Supplier<MasterKeys> keys, Clock clock, SecureRandom random) {
    this.keys = keys;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The token is a JWE ({@code dir}, {@code A256GCM}, {@code zip=DEF}) whose header carries the
   * master key's {@code kid} and a random 256-bit session id; HKDF (RFC 5869) over the master key,
   * salted with that id, yields under separate labels the sealing key and the secret access key.
   */
  public Result issue(SessionDraft draft) {
    throw new UnsupportedOperationException("session helper" + keys + clock + random + draft);
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * @param tokenBytes the token's size, of {@link #MAX_TOKEN_BYTES} at most
     */
    record Issued(Credentials credentials, Session session, int tokenBytes) implements Result {}

    /** The token would be larger than 4,096 bytes. */
    record TooLarge(int tokenBytes) implements Result {}
  }

  public static final int MAX_TOKEN_BYTES = 4096;
}
