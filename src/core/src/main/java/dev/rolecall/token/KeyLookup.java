package dev.rolecall.token;

import java.security.PublicKey;
import java.util.Optional;

/** What a {@link KeySource} found. */
public sealed interface KeyLookup {
  record Found(PublicKey key) implements KeyLookup {}

  /** The issuer's keys are known and this is none of them. */
  record NotFound() implements KeyLookup {}

  /** The keys cannot be had now. */
  record Unavailable(String reason) implements KeyLookup {}

  /** What it means that the issuer's keys have this one, or not. */
  static KeyLookup of(Optional<PublicKey> key) {
    return key.<KeyLookup>map(Found::new).orElseGet(NotFound::new);
  }
}
