package dev.rolecall.agent.status;

import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.credentials.CredentialRequest;
import dev.rolecall.agent.credentials.CredentialSource;
import java.util.concurrent.CompletableFuture;

/** Counts what a source answers. */
public record CountingSource(CredentialSource source, Counters counters)
    implements CredentialSource {
  @Override
  public CompletableFuture<CredentialAnswer> fetch(CredentialRequest request) {
    long began = System.nanoTime();
    return source
        .fetch(request)
        .thenApply(answer -> {
          counters.fetched(answer, System.nanoTime() - began);
          return answer;
        });
  }
}
