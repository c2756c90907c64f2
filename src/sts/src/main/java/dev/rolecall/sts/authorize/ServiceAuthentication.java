package dev.rolecall.sts.authorize;

import dev.rolecall.identity.Audience;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.assume.ClusterTokens;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.limit.Caller;
import dev.rolecall.sts.limit.Principal;
import dev.rolecall.token.TokenResult;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Which services may ask for decisions: pods that run as one of the configured accounts. */
public final class ServiceAuthentication {
  private final ClusterTokens tokens;
  private final Set<ServiceAccountRef> services;

  public ServiceAuthentication(ClusterTokens tokens, Set<ServiceAccountRef> services) {
    this.tokens = tokens;
    this.services = Set.copyOf(services);
  }

  /** Who asks. */
  sealed interface Result {
    record Accepted(Workload service) implements Result {}

    record NotAuthenticated(String reason) implements Result {}

    /** Known, and not on the list. */
    record NotAllowed(Workload service) implements Result {}

    /** Known, and asks too often. */
    record Throttled(Workload service) implements Result {}

    /** A retry may succeed. */
    record NotKnownYet(String reason) implements Result {}
  }

  CompletionStage<Result> authenticate(HttpCall call) {
    return tokens
        .verify(call.bearerToken().orElse(""), Audience.AUTHORIZE)
        .thenApply(result -> judge(result, call.caller()));
  }

  private Result judge(TokenResult result, Caller caller) {
    try {
      Workload service = tokens.attest(result).workload();
      boolean listed = services.contains(service.serviceAccount());
      if (!caller.proved(listed ? Principal.intermediary(service) : Principal.pod(service))) {
        return new Result.Throttled(service);
      }
      return listed ? new Result.Accepted(service) : new Result.NotAllowed(service);
    } catch (RefusedException e) {
      Refusal refusal = e.refusal();
      return switch (refusal.kind()) {
        case NOT_KNOWN_YET, KEYS_UNAVAILABLE -> new Result.NotKnownYet(refusal.reason());
        default -> new Result.NotAuthenticated(refusal.reason());
      };
    }
  }
}
