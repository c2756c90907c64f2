package dev.rolecall.sts.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks another endpoint as long as the caller's address has not failed too often. */
public final class LimitedEndpoint implements HttpEndpoint {
  private final HttpEndpoint endpoint;
  private final HttpFailures failures;

  public LimitedEndpoint(HttpEndpoint endpoint, HttpFailures failures) {
    this.endpoint = endpoint;
    this.failures = failures;
  }

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    if (!call.caller().isAdmitted()) {
      return CompletableFuture.completedFuture(failures.throttled());
    }
    return endpoint
        .handle(call)
        .thenApply(answer -> {
          if (answer.status() >= 400 && answer.status() < 500) {
            call.caller().failed();
          }
          return answer;
        });
  }
}
