package dev.rolecall.sts.authorize;

import dev.rolecall.json.Json;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.session.Session;
import dev.rolecall.sigv4.SignedPayload;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code POST /authorize}: decisions for services that accept Rolecall's credentials. */
public final class AuthorizeResource implements HttpEndpoint {
  private static final String ASKED = "rolecall:Authorize";

  private final ServiceAuthentication services;
  private final QuestionReader questions;
  private final AuthorizeService service;
  private final Auditor auditor;
  private final Supplier<String> requestIds;

  public AuthorizeResource(
      ServiceAuthentication services,
      PolicyQuotas quotas,
      AuthorizeService service,
      Auditor auditor,
      Supplier<String> requestIds) {
    this.services = services;
    this.questions = new QuestionReader(quotas);
    this.service = service;
    this.auditor = auditor;
    this.requestIds = requestIds;
  }

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    AuditTrail trail = new AuditTrail(requestIds.get(), ASKED, call.source());
    return services
        .authenticate(call)
        .thenApply(asking ->
            switch (asking) {
              case ServiceAuthentication.Result.Accepted(var workload) -> {
                trail.fact("service", workload.serviceAccount().toString());
                yield answer(call, trail);
              }
              case ServiceAuthentication.Result.NotAllowed(var workload) -> {
                trail.fact("service", workload.serviceAccount().toString());
                yield refuse(
                    trail,
                    403,
                    "AccessDenied",
                    "Service account %s is not on the list rolecall.authorize.services"
                        .formatted(workload.serviceAccount()));
              }
              case ServiceAuthentication.Result.Throttled(var workload) -> {
                trail.fact("service", workload.serviceAccount().toString());
                auditor.refused(trail, "Throttling", "too many calls of the service");
                yield AuthorizeFailures.rateExceeded();
              }
              case ServiceAuthentication.Result.NotAuthenticated(var reason) -> {
                auditor.refused(trail, "Unauthenticated", reason);
                yield AuthorizeFailures.error(
                    401, "Unauthenticated", "The bearer token was not accepted");
              }
              case ServiceAuthentication.Result.NotKnownYet(var reason) -> {
                auditor.refused(trail, "ServiceUnavailable", reason);
                yield AuthorizeFailures.error(
                    503, "ServiceUnavailable", "It cannot be told yet who asks; try again");
              }
            });
  }

  private HttpAnswer answer(HttpCall call, AuditTrail trail) {
    try {
      Question question = questions.read(call.body());
      trail.action(question.action());
      trail.fact("resource", question.resource());
      trail.fact("resourceAccount", question.resourceAccount().value());
      return answer(question, service.decide(question), trail);
    } catch (QuestionException e) {
      return refuse(trail, 400, "BadRequest", String.valueOf(e.getMessage()));
    }
  }

  private HttpAnswer answer(Question question, AuthorizeService.Result result, AuditTrail trail) {
    return switch (result) {
      case AuthorizeService.Result.Decided(var caller, var decision, var reason, var payload) -> {
        trail.session(caller);
        String full = decision.decidedBy().map(by -> reason + ": " + by).orElse(reason);
        yield decision.allowed()
            ? allow(caller, reason, payload, full, trail)
            : deny(Map.of("caller", caller(caller)), reason, full, "AccessDenied", trail);
      }
      case AuthorizeService.Result.Unknown(var why, var detail) ->
          callerRefused(CallerErrors.of(question, why, detail), detail, trail);
      case AuthorizeService.Result.Dead(var caller, var reason) -> {
        trail.session(caller);
        yield callerRefused(CallerErrors.expired(question), reason, trail);
      }
      case AuthorizeService.Result.NotKnownYet(var caller) -> {
        trail.session(caller);
        yield callerRefused(
            CallerErrors.tryAgain(), "the session's pod is not known here yet", trail);
      }
    };
  }

  private HttpAnswer allow(
      Session caller, String reason, SignedPayload payload, String full, AuditTrail trail) {
    if (!auditor.allowed(trail, full)) {
      return AuthorizeFailures.brokenHere();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("decision", "Allow");
    body.put("reason", reason);
    body.put("caller", caller(caller));
    body.put("payload", PayloadAnswer.of(payload));
    return HttpAnswer.json(200, Json.write(body));
  }

  private HttpAnswer callerRefused(CallerError error, String full, AuditTrail trail) {
    return deny(Map.of("error", error.json()), error.message(), full, error.code(), trail);
  }

  private HttpAnswer deny(
      Map<String, ?> more, String reason, String full, String code, AuditTrail trail) {
    auditor.refused(trail, code, full);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("decision", "Deny");
    body.put("reason", reason);
    body.putAll(more);
    return HttpAnswer.json(200, Json.write(body));
  }

  private static Map<String, Object> caller(Session session) {
    return Map.of(
        "arn", session.arn().toString(),
        "account", session.account().value(),
        "userId", session.userId(),
        "tags", session.tags());
  }

  private HttpAnswer refuse(AuditTrail trail, int status, String code, String message) {
    auditor.refused(trail, code, message);
    return AuthorizeFailures.error(status, code, message);
  }
}
