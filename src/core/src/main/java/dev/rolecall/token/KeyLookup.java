package dev.rolecall.token;

import java.security.PublicKey;

/** What a {@link KeySource} found. */
public sealed interface KeyLookup {
  record Found(PublicKey key) implements KeyLookup {}

  /** The issuer's keys are known and this is none of them. */
  record NotFound() implements KeyLookup {}

  /** The keys cannot be had now. */
  record Unavailable(String reason) implements KeyLookup {}
}
