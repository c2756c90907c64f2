package dev.rolecall.sts.operator;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.identity.Audience;
import dev.rolecall.json.Json;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.authorize.AuthorizeFailures;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.limit.Credential;
import dev.rolecall.sts.usage.RoleUses;
import dev.rolecall.token.TokenResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code GET /operator/role-uses}: when each role was used here last; for the operator alone. */
public final class RoleUsesResource implements HttpEndpoint {
  /** Its name in audit events. */
  public static final String ACTION = "rolecall:ListRoleUses";

  private final OperatorPods operators;
  private final RoleUses uses;
  private final String region;
  private final Auditor auditor;
  private final Supplier<String> requestIds;

  /**
   * @param operators who may ask
   * @param region that roles are used in
   */
  public RoleUsesResource(
      OperatorPods operators,
      RoleUses uses,
      String region,
      Auditor auditor,
      Supplier<String> requestIds) {
    this.operators = operators;
    this.uses = uses;
    this.region = region;
    this.auditor = auditor;
    this.requestIds = requestIds;
  }

  @Override
  public Credential credential(HttpCall call) {
    return Credential.token(call.bearerToken().orElse(""));
  }

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    AuditTrail trail = call.trail(requestIds.get(), ACTION);
    return auditor.watch(
        trail,
        () ->
            operators
                .tokens()
                .verify(call.bearerToken().orElse(""), Audience.OPERATOR)
                .thenApply(token -> answer(token, call, trail)));
  }

  private HttpAnswer answer(TokenResult token, HttpCall call, AuditTrail trail) {
    try {
      return switch (operators.judge(token, call)) {
        case OperatorPods.Asking.Operator(var pod) -> {
          trail.fact(AuditFields.SERVICE, pod.serviceAccount().toString());
          yield auditor.allowed(trail, "the operator")
              ? HttpAnswer.json(200, body())
              : AuthorizeFailures.brokenHere();
        }
        case OperatorPods.Asking.SomebodyElse(var pod) -> {
          String message = "Service account " + pod.serviceAccount() + " is not the operator's";
          auditor.refused(trail, "AccessDenied", message, message);
          yield AuthorizeFailures.error(403, "AccessDenied", message);
        }
        case OperatorPods.Asking.TooOften(var pod) -> {
          String message = "too many calls of " + pod.serviceAccount();
          auditor.refused(trail, "Throttling", message, message);
          yield AuthorizeFailures.rateExceeded();
        }
      };
    } catch (RefusedException e) {
      return refuse(e.refusal(), trail);
    }
  }

  private HttpAnswer refuse(Refusal refusal, AuditTrail trail) {
    return switch (refusal.kind()) {
      case NOT_KNOWN_YET, KEYS_UNAVAILABLE -> {
        String message = "It cannot be told yet who asks; try again";
        auditor.refused(trail, "ServiceUnavailable", message, refusal.reason());
        yield AuthorizeFailures.error(503, "ServiceUnavailable", message);
      }
      default -> {
        String message = "The bearer token was not accepted";
        auditor.refused(trail, "Unauthenticated", message, refusal.reason());
        yield AuthorizeFailures.error(401, "Unauthenticated", message);
      }
    };
  }

  private String body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("region", region);
    body.put(
        "uses",
        uses.all().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    use -> use.getValue().toString(),
                    (one, same) -> one,
                    LinkedHashMap::new)));
    return Json.write(body);
  }
}
