package dev.rolecall.token;

import java.time.Duration;
import java.util.Set;

/**
 * An issuer whose tokens are accepted at one place.
 *
 * @param issuer the exact {@code iss}
 * @param audiences one of which a token must have
 * @param leeway how far clocks may differ: 300 s as AWS does, 30 s for the cluster's own issuer
 * @param kind whether the {@code kubernetes.io} claim is a fact
 */
public record TrustedIssuer(
    String issuer, Set<String> audiences, KeySource keys, Duration leeway, Kind kind) {
  public TrustedIssuer {
    audiences = Set.copyOf(audiences);
  }

  /** Whose tokens they are. */
  public enum Kind {
    /** The cluster's own: its claims about pods are facts. */
    CLUSTER,
    /** Any other: its claims are only what the issuer says. */
    EXTERNAL
  }
}
