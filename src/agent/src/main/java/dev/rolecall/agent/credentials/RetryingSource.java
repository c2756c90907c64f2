package dev.rolecall.agent.credentials;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks again, shortly after, where credentials are not to be had now: a pod that is a moment old
 * may not be known to sts yet, and the SDKs' own attempts follow each other without a pause.
 */
public final class RetryingSource implements CredentialSource {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(100), Duration.ofMillis(300));

  private final CredentialSource source;
  private final Timers timers;

  public RetryingSource(CredentialSource source, Timers timers) {
    this.source = source;
    this.timers = timers;
  }

  @Override
  public CompletableFuture<CredentialAnswer> fetch(CredentialRequest request) {
    return attempt(request, 0);
  }

  private CompletableFuture<CredentialAnswer> attempt(CredentialRequest request, int number) {
    return source
        .fetch(request)
        .thenCompose(answer ->
            answer instanceof CredentialAnswer.Unavailable && number < PAUSES.size()
                ? pause(PAUSES.get(number)).thenCompose(done -> attempt(request, number + 1))
                : CompletableFuture.completedFuture(answer));
  }

  private CompletableFuture<Void> pause(Duration pause) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    timers.after(pause, () -> over.complete(null));
    return over;
  }
}
