package dev.rolecall.sigv4;

import dev.rolecall.sigv4.key.SigningKeys;

/** Finds the keys of an access key id. */
@FunctionalInterface
public interface CredentialLookup {
  /**
   * @param sessionToken the request's {@code X-Amz-Security-Token}; empty where it has none
   */
  Answer find(String accessKeyId, String sessionToken);

  /** What was found. */
  sealed interface Answer {
    record Known(SigningKeys keys) implements Answer {}

    /** No such key, or a token that is not its own. */
    record Unknown() implements Answer {}

    /** The key's session is over, which only its owner is told: who signs with its secret. */
    record Expired(SigningKeys keys) implements Answer {}
  }
}
