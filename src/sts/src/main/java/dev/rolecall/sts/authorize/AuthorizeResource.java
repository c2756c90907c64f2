package dev.rolecall.sts.authorize;

import dev.rolecall.json.Json;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.session.Session;
import dev.rolecall.sts.assume.SignedCallers.Result;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.authorize.asking.AskingService;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.mapping.Operation;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code POST /authorize}: decisions for services that accept Rolecall's credentials. */
public final class AuthorizeResource implements ServiceEndpoint {
  private final QuestionReader questions;
  private final AuthorizeService service;
  private final Auditor auditor;

  public AuthorizeResource(PolicyQuotas quotas, AuthorizeService service, Auditor auditor) {
    this.questions = new QuestionReader(quotas);
    this.service = service;
    this.auditor = auditor;
  }

  @Override
  public HttpAnswer answer(AskingService asking, HttpCall call, AuditTrail trail) {
    try {
      Question question = questions.read(call.body());
      Operation operation = question.operation();
      record(operation, trail);
      return asking.mayAskAbout(operation)
          ? answer(asking, question, trail)
          : refuse(trail, 403, "AccessDenied", asking.refusal(operation));
    } catch (FieldException e) {
      return refuse(trail, 400, "BadRequest", String.valueOf(e.getMessage()));
    }
  }

  private static void record(Operation operation, AuditTrail trail) {
    trail.parameters(
        Map.of(
            "action",
            operation.action(),
            "resource",
            operation.resource(),
            "resourceAccount",
            operation.resourceAccount().value()));
    trail.resource(operation.resource(), operation.resourceAccount(), "");
  }

  private HttpAnswer answer(AskingService asking, Question question, AuditTrail trail) {
    return switch (service.caller(question.request(), question.scope())) {
      case Result.Known known -> {
        AuthorizeService.Decided decided = service.decide(question, known, asking.cacheFor());
        trail.caller(decided.caller());
        trail.decided(decided.operation().action(), decided.decision());
        yield decided.decision().allowed()
            ? allow(asking, decided, trail)
            : deny(
                Map.of(
                    "caller",
                    caller(decided.caller()),
                    "encodedMessage",
                    service.encodedMessage(decided)),
                decided.reason(),
                decided.trueReason(),
                "AccessDenied",
                trail);
      }
      case Result.BadSignature(var why, var detail) ->
          callerRefused(
              CallerErrors.of(question.request(), question.scope(), why, detail), detail, trail);
      case Result.Dead(var caller, var reason) -> {
        trail.caller(caller);
        yield callerRefused(
            CallerErrors.expired(question.request(), question.scope()), reason, trail);
      }
      case Result.NotKnownYet(var caller) -> {
        trail.caller(caller);
        yield callerRefused(
            CallerErrors.tryAgain(), "the session's pod is not known here yet", trail);
      }
    };
  }

  private HttpAnswer allow(
      AskingService asking, AuthorizeService.Decided decided, AuditTrail trail) {
    if (!auditor.allowed(trail, decided.trueReason())) {
      return AuthorizeFailures.brokenHere();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("decision", "Allow");
    body.put("reason", decided.reason());
    body.put("cacheFor", asking.cacheSeconds(decided.holds()));
    body.put("caller", caller(decided.caller()));
    body.put("payload", PayloadAnswer.of(decided.payload()));
    return HttpAnswer.json(200, Json.write(body));
  }

  private HttpAnswer callerRefused(CallerError error, String full, AuditTrail trail) {
    return deny(Map.of("error", error.json()), error.message(), full, error.code(), trail);
  }

  private HttpAnswer deny(
      Map<String, ?> more, String reason, String full, String code, AuditTrail trail) {
    auditor.refused(trail, code, reason, full);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("decision", "Deny");
    body.put("reason", reason);
    body.put("cacheFor", 0);
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
    auditor.refused(trail, code, message, message);
    return AuthorizeFailures.error(status, code, message);
  }
}
