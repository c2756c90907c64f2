package dev.rolecall.sts.outbound;

import dev.rolecall.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;

/** Issues identity tokens to sessions. */
public final class IdentityTokens {
  /** STS's limit of a token's payload. */
  private static final int MAX_PAYLOAD_BYTES = 14_984;

  private final OutboundIssuer issuer;
  private final String region;
  private final Clock clock;
  private final Supplier<String> ids;

  /**
   * @param ids of tokens, each another
   */
  public IdentityTokens(OutboundIssuer issuer, String region, Clock clock, Supplier<String> ids) {
    this.issuer = issuer;
    this.region = region;
    this.clock = clock;
    this.ids = ids;
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * @param id the token's {@code jti}
     */
    record Issued(String token, String id, Instant expiration) implements Result {
      @Override
      public String toString() {
        return "token " + id;
      }
    }

    /** The token would be good for longer than the session. */
    record OutlivesSession() implements Result {}

    record TooLarge(int payloadBytes) implements Result {}
  }

  /**
   * @param principalTags the session's and its role's
   */
  public Result issue(
      IdentityTokenRequest request, Session session, Map<String, String> principalTags) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiration = now.plus(request.duration());
    if (expiration.isAfter(session.expiresAt())) {
      return new Result.OutlivesSession();
    }
    String id = ids.get();
    String claims =
        new IdentityTokenClaims(issuer.url().toString(), region, id, now, expiration)
            .of(request, session, principalTags);
    int bytes = claims.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_PAYLOAD_BYTES) {
      return new Result.TooLarge(bytes);
    }
    return new Result.Issued(
        issuer.keys().get().sign(claims, request.algorithm(), now), id, expiration);
  }
}
