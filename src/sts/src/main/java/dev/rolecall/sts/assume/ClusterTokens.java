package dev.rolecall.sts.assume;

import dev.rolecall.identity.Audience;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.issuer.TrustedIssuers;
import dev.rolecall.token.TokenResult;
import dev.rolecall.token.TokenVerifier;
import dev.rolecall.token.VerifiedToken;
import java.util.concurrent.CompletionStage;

/** Verifies tokens of pods of this cluster, each way's own audience only. */
public final class ClusterTokens {
  private final TokenVerifier verifier;
  private final TrustedIssuers issuers;
  private final PodAttestor pods;

  public ClusterTokens(TokenVerifier verifier, TrustedIssuers issuers, PodAttestor pods) {
    this.verifier = verifier;
    this.issuers = issuers;
    this.pods = pods;
  }

  /** A token and the living pod that it is bound to. */
  public record PodToken(VerifiedToken token, Workload workload) {}

  public CompletionStage<TokenResult> verify(String token, Audience audience) {
    return verifier.verify(token, issuers.cluster(audience));
  }

  /** The pod of a token that was verified. */
  public PodToken attest(TokenResult result) throws RefusedException {
    VerifiedToken token = TokenRefusals.require(result);
    return new PodToken(token, pods.require(token));
  }
}
