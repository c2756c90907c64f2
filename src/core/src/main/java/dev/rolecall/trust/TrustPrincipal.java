package dev.rolecall.trust;

import dev.rolecall.identity.Workload;
import dev.rolecall.token.TrustedIssuer;
import dev.rolecall.token.VerifiedToken;

/** Who wants to wear a role. */
public sealed interface TrustPrincipal {
  /** The bearer of a web identity token. */
  record WebIdentity(VerifiedToken token, TrustedIssuer.Kind issuer) implements TrustPrincipal {}

  /** A service on behalf of a workload that was attested, {@code pods.eks.amazonaws.com}. */
  record Service(String name, Workload workload) implements TrustPrincipal {}
}
