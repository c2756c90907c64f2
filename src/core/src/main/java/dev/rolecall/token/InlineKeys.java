package dev.rolecall.token;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keys that are known beforehand and never fetched. */
public final class InlineKeys implements KeySource {
  private final JwkSet keys;

  public InlineKeys(JwkSet keys) {
    this.keys = keys;
  }

  @Override
  public CompletionStage<KeyLookup> find(String keyId) {
    return CompletableFuture.completedFuture(KeyLookup.of(keys.find(keyId)));
  }
}
