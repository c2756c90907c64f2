package dev.rolecall.agent.token;

import dev.rolecall.agent.credentials.PodToken;
import dev.rolecall.agent.credentials.VerifiedPodToken;
import dev.rolecall.cache.Bounds;
import dev.rolecall.token.TokenRefusal;
import dev.rolecall.token.TokenResult;
import dev.rolecall.token.TokenVerifier;
import dev.rolecall.token.VerifiedToken;
import java.time.Clock;

/**
 * Verifies tokens of pods by the keys that sts told: nothing goes to sts, and nothing is read of a
 * token, before its signature is good.
 */
public final class PodTokenVerifier {
  /** Tokens whose signatures were good, by the whole token: two for each pod of a full node. */
  private static final Bounds KEPT = new Bounds(512, 4L << 20);

  private final IssuerKeys keys;
  private final TokenVerifier verifier;
  private final LastTokens last;

  public PodTokenVerifier(IssuerKeys keys, Clock clock) {
    this.keys = keys;
    this.verifier = new TokenVerifier(clock, KEPT);
    this.last = new LastTokens(keys, clock);
  }

  /**
   * @param presenter whom the connection proved, which saves work where the same token comes again
   */
  public TokenVerdict verify(PodToken token, String presenter) {
    TokenVerdict.Verified known = last.find(presenter, token).orElse(null);
    if (known != null) {
      return known;
    }
    TokenVerdict verdict = verified(token);
    if (verdict instanceof TokenVerdict.Verified verified) {
      last.keep(presenter, verified);
    }
    return verdict;
  }

  private TokenVerdict verified(PodToken token) {
    if (keys.isEmpty()) {
      return new TokenVerdict.NotNow("sts has not told any issuer's keys yet");
    }
    TokenResult result =
        verifier
            .verify(token.text().reveal(), keys::find)
            .toCompletableFuture()
            // The keys are here, so it is done.
            .getNow(new TokenResult.Refused(TokenRefusal.KEYS_UNAVAILABLE, ""));
    return switch (result) {
      case TokenResult.Verified(var verified) -> bound(token, verified);
      case TokenResult.Refused(var reason, var detail) -> refused(reason);
    };
  }

  private static TokenVerdict bound(PodToken token, VerifiedToken verified) {
    return verified
        .kubernetes()
        .filter(claims -> claims.pod().isPresent())
        .<TokenVerdict>map(claims ->
            new TokenVerdict.Verified(
                new VerifiedPodToken(token, verified.issuer(), verified.expiresAt()), claims))
        .orElseGet(TokenVerdict.NoPod::new);
  }

  private static TokenVerdict refused(TokenRefusal reason) {
    return switch (reason) {
      case KEYS_UNAVAILABLE ->
          new TokenVerdict.NotNow("the keys of the token's issuer are not known");
      // Issuers rotate their keys, and tokens of a new one are here before sts tells of it.
      case KEY_UNKNOWN -> new TokenVerdict.NotNow("the key of the token is not known, or not yet");
      default -> new TokenVerdict.Refused(reason);
    };
  }
}
