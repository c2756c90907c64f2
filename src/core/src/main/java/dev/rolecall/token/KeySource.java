package dev.rolecall.token;

import java.util.concurrent.CompletionStage;

/** An issuer's public keys. */
public interface KeySource {
  /**
   * The keys to try for a token's {@code kid}; completes at once where they are cached. An unknown
   * {@code kid} makes the source fetch again, at most once in a while.
   *
   * @param keyId the header's {@code kid}; empty where it has none
   */
  CompletionStage<KeyLookup> find(String keyId);
}
