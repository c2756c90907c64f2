package dev.rolecall.agent.credentials;

import java.util.concurrent.CompletableFuture;

/** Where credentials come from. */
@FunctionalInterface
public interface CredentialSource {
  /**
   * What is wanted. Completes on the agent's thread, never exceptionally, and within a bounded
   * time.
   */
  CompletableFuture<CredentialAnswer> fetch(CredentialRequest request);
}
