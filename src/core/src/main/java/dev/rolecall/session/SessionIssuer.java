package dev.rolecall.session;

import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** Issues sessions: seals them into tokens and derives their secrets. */
public final class SessionIssuer {
  public static final int MAX_TOKEN_BYTES = 4096;

  private final Supplier<MasterKeys> keys;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * @param keys the keys at the time of each call
   */
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
    return issue(draft, 0);
  }

  /**
   * The same with a token of at least so many bytes (STS API reference, {@code
   * MinimumSessionTokenSize}).
   */
  public Result issue(SessionDraft draft, int minimumTokenBytes) {
    Instant now = clock.instant();
    Session session = begin(draft, now.truncatedTo(ChronoUnit.SECONDS));
    String claims = SessionClaims.write(session);
    MasterKey key = keys.get().sealing(now);
    byte[] sessionId = new byte[SealedToken.SESSION_ID_BYTES];
    random.nextBytes(sessionId);
    MasterKey.Derived derived = key.derive(sessionId);
    String token =
        new SealedToken.Sealing(key.id(), sessionId, derived, minimumTokenBytes)
            .seal(claims, random);

    int claimsBytes = claims.getBytes(StandardCharsets.UTF_8).length;
    if (claimsBytes > SealedToken.MAX_CLAIMS_BYTES) {
      return new Result.TooLarge(Math.max(token.length(), claimsBytes));
    }
    if (token.length() > MAX_TOKEN_BYTES) {
      return new Result.TooLarge(token.length());
    }
    Credentials credentials =
        new Credentials(
            session.accessKeyId(),
            derived.secretAccessKey(),
            new Secret(token),
            session.expiresAt());
    return new Result.Issued(credentials, session, token.length());
  }

  private Session begin(SessionDraft draft, Instant now) {
    return new Session(
        draft.roleId(),
        draft.roleArn(),
        draft.name(),
        AccessKeyId.generate(draft.roleArn().account(), random),
        draft.tags(),
        draft.transitiveTagKeys(),
        draft.sourceIdentity(),
        draft.sessionPolicies(),
        draft.pod(),
        draft.context(),
        draft.ancestors(),
        now,
        now.plus(draft.duration()).truncatedTo(ChronoUnit.SECONDS));
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * @param tokenBytes the token's size, of {@link #MAX_TOKEN_BYTES} at most
     */
    record Issued(Credentials credentials, Session session, int tokenBytes) implements Result {}

    /**
     * The token would be larger than 4,096 bytes.
     *
     * @param tokenBytes its size; where its content alone is too much before it is compressed, that
     *     size
     */
    record TooLarge(int tokenBytes) implements Result {}
  }
}
