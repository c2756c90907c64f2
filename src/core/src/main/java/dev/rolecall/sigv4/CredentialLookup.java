package dev.rolecall.sigv4;

import dev.rolecall.identity.Secret;

/** Finds the secret of an access key. */
@FunctionalInterface
public interface CredentialLookup {
  /**
   * @param sessionToken the request's {@code X-Amz-Security-Token}; empty where it has none
   */
  Answer find(String accessKeyId, String sessionToken);

  /** What was found. */
  sealed interface Answer {
    record Known(Secret secretAccessKey) implements Answer {}

    /** No such key, or a token that is not its own. */
    record Unknown() implements Answer {}

    /** The key's session is over. */
    record Expired() implements Answer {}
  }
}
