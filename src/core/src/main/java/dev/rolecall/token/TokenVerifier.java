package dev.rolecall.token;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Verifies OIDC ID tokens as AWS STS does (AssumeRoleWithWebIdentity), with Rolecall's stricter
 * limits.
 */
public final class TokenVerifier {
  private final Clock clock;

  public TokenVerifier(Clock clock) {
    this.clock = clock;
  }

  /**
   * Verifies a token; completes at once where the issuer's keys are cached.
   *
   * @param issuers the issuer that is trusted for an {@code iss}, by its exact text; asked with an
   *     unverified claim, so it must only select
   */
  public CompletionStage<TokenResult> verify(
      String token, Function<String, Optional<TrustedIssuer>> issuers) {
    throw new UnsupportedOperationException("token helper " + clock);
  }
}
