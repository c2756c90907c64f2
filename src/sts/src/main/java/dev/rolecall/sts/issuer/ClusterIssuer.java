package dev.rolecall.sts.issuer;

import dev.rolecall.token.KeySource;

/** The cluster's own issuer, as the API server says it is. */
public interface ClusterIssuer {
  /**
   * The exact {@code iss} of its tokens.
   *
   * @throws IllegalStateException before {@link #ready()}
   */
  String issuer();

  KeySource keys();

  /** Whether the issuer and its keys were read once. */
  boolean ready();
}
