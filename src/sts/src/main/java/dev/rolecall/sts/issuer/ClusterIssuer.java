package dev.rolecall.sts.issuer;

import dev.rolecall.token.KeySource;
import java.util.Optional;

/** The cluster's own issuer, as the API server says it is. */
public interface ClusterIssuer {
  /**
   * The exact {@code iss} of its tokens.
   *
   * @throws IllegalStateException before {@link #ready()}
   */
  String issuer();

  KeySource keys();

  /** Has keys that may have changed looked for, in the background. */
  void refreshKeys();

  /** The keys that are trusted now, as a JWK set; empty where none are. */
  Optional<String> jwks();

  /** Whether the issuer and its keys were read once. */
  boolean ready();
}
