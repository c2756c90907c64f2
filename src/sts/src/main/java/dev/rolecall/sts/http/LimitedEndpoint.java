package dev.rolecall.sts.http;

import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.limit.Admission;
import dev.rolecall.sts.limit.Share;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Asks another endpoint unless the caller, or its address, has no call left. */
public final class LimitedEndpoint implements HttpEndpoint {
  private final HttpEndpoint endpoint;
  private final String action;
  private final HttpFailures failures;
  private final Auditor auditor;
  private final Supplier<String> requestIds;

  /**
   * @param action what calls of the endpoint are about as far as is known before they are read
   */
  public LimitedEndpoint(
      HttpEndpoint endpoint,
      String action,
      HttpFailures failures,
      Auditor auditor,
      Supplier<String> requestIds) {
    this.endpoint = endpoint;
    this.action = action;
    this.failures = failures;
    this.auditor = auditor;
    this.requestIds = requestIds;
  }

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    return switch (call.caller().presents(endpoint.credential(call)).admission()) {
      case Admission.Admitted admitted -> ask(call);
      case Admission.Refused(var share) -> CompletableFuture.completedFuture(refuse(call, share));
    };
  }

  private CompletionStage<HttpAnswer> ask(HttpCall call) {
    return endpoint
        .handle(call)
        .thenApply(answer -> {
          if (answer.status() >= 400 && answer.status() < 500) {
            call.caller().failed();
          }
          return answer;
        });
  }

  private HttpAnswer refuse(HttpCall call, Share share) {
    AuditTrail trail = call.trail(requestIds.get(), action);
    auditor.refused(
        trail,
        "Throttling",
        "Rate exceeded",
        share.kind() == Share.Kind.ADDRESS
            ? "too many calls of this address came to nothing"
            : "too many calls of " + share);
    return failures.throttled(trail.requestId());
  }
}
