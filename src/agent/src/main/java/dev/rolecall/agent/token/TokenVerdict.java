package dev.rolecall.agent.token;

import dev.rolecall.agent.credentials.VerifiedPodToken;
import dev.rolecall.token.KubernetesClaims;
import dev.rolecall.token.TokenRefusal;

/** What became of a token that a workload presented. */
public sealed interface TokenVerdict {
  record Verified(VerifiedPodToken token, KubernetesClaims claims) implements TokenVerdict {}

  record Refused(TokenRefusal reason) implements TokenVerdict {}

  /** It was signed for a service account and no pod, or with another's claims. */
  record NoPod() implements TokenVerdict {}

  /** The keys to tell by are not known now. */
  record NotNow(String reason) implements TokenVerdict {}
}
