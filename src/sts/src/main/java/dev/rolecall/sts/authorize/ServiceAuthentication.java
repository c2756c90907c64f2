package dev.rolecall.sts.authorize;

import dev.rolecall.identity.Audience;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.assume.ClusterTokens;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.http.HttpCall;
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

    /** A retry may succeed. */
    record NotKnownYet(String reason) implements Result {}
  }

  CompletionStage<Result> authenticate(HttpCall call) {
    return tokens.verify(call.bearerToken().orElse(""), Audience.AUTHORIZE).thenApply(this::judge);
  }

  private Result judge(TokenResult result) {
    try {
      Workload service = tokens.attest(result).workload();
      return services.contains(service.serviceAccount())
          ? new Result.Accepted(service)
          : new Result.NotAllowed(service);
    } catch (RefusedException e) {
      Refusal refusal = e.refusal();
      return switch (refusal.kind()) {
        case NOT_KNOWN_YET, KEYS_UNAVAILABLE -> new Result.NotKnownYet(refusal.reason());
        default -> new Result.NotAuthenticated(refusal.reason());
      };
    }
  }
}
