package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.sigv4.PayloadForm;
import dev.rolecall.sigv4.SignedPayload;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.authorize.AuthorizeService;
import dev.rolecall.sts.authorize.AuthorizeService.Result;
import dev.rolecall.sts.authorize.CallerError;
import dev.rolecall.sts.authorize.CallerErrors;
import dev.rolecall.sts.authorize.Question;
import dev.rolecall.sts.authorize.ServiceEndpoint;
import dev.rolecall.sts.authorize.asking.AskingService;
import dev.rolecall.sts.authorize.asking.ProxySettings;
import dev.rolecall.sts.authorize.mapping.Operation;
import dev.rolecall.sts.authorize.mapping.OriginalRequest;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import java.util.Map;
import java.util.Optional;

/** Decides the requests of a proxy's clients. */
public final class ProxyEndpoint implements ServiceEndpoint {
  /** SHA-256 of nothing. */
  private static final String NO_BODY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final ProxyProtocol protocol;
  private final AuthorizeService service;
  private final Auditor auditor;

  public ProxyEndpoint(ProxyProtocol protocol, AuthorizeService service, Auditor auditor) {
    this.protocol = protocol;
    this.service = service;
    this.auditor = auditor;
  }

  @Override
  public HttpAnswer answer(AskingService asking, HttpCall call, AuditTrail trail) {
    if (asking.proxy().isEmpty()) {
      return deny(
          ErrorFormat.JSON,
          accessDenied("Service " + asking.name() + " has no 'proxy' in rolecall.authorize.file"),
          "the service has no proxy settings",
          trail);
    }
    ProxySettings settings = asking.proxy().get();
    ErrorFormat format = ErrorFormat.of(settings.scope().form());
    try {
      OriginalRequest original = protocol.original(call);
      trail.parameters(Map.of("method", original.method(), "path", original.path()));
      return answer(asking, ProxyQuestion.of(original, call, settings), trail);
    } catch (UnmappedException e) {
      String reason = String.valueOf(e.getMessage());
      return deny(format, accessDenied("Access Denied: " + reason), reason, trail);
    }
  }

  private HttpAnswer answer(AskingService asking, Question question, AuditTrail trail) {
    ProxySettings settings = asking.proxy().orElseThrow();
    ErrorFormat format = ErrorFormat.of(settings.scope().form());
    record(question, trail);
    Optional<Operation> foreign =
        question.operations().stream()
            .filter(operation -> !asking.mayAskAbout(operation))
            .findFirst();
    if (foreign.isPresent()) {
      return deny(format, accessDenied("Access Denied"), asking.refusal(foreign.get()), trail);
    }
    return switch (service.decide(question)) {
      case Result.Decided decided -> {
        trail.caller(decided.caller());
        trail.decided(decided.operation().action(), decided.decision());
        yield answer(asking, decided, format, trail);
      }
      case Result.Unknown(var why, var detail) ->
          deny(format, CallerErrors.of(question, why, detail), detail, trail);
      case Result.Dead(var caller, var reason) -> {
        trail.caller(caller);
        yield deny(format, CallerErrors.expired(question), reason, trail);
      }
      case Result.NotKnownYet(var caller) -> {
        trail.caller(caller);
        yield deny(
            format, CallerErrors.tryAgain(), "the session's pod is not known here yet", trail);
      }
    };
  }

  private HttpAnswer answer(
      AskingService asking, Result.Decided decided, ErrorFormat format, AuditTrail trail) {
    if (!decided.decision().allowed()) {
      return deny(format, accessDenied(DenialWords.of(decided)), decided.trueReason(), trail);
    }
    if (!passesUnseen(decided.payload(), asking.proxy().orElseThrow())) {
      return deny(
          format,
          accessDenied("Access Denied: nothing behind this proxy compares a body with its hash"),
          "the body is signed by its hash, and the service's 'payload' does not list hashed",
          trail);
    }
    return auditor.allowed(trail, decided.trueReason())
        ? protocol.allowed(decided.caller(), asking.cacheSeconds(decided.holds()))
        : deny(
            format,
            new CallerError(500, "InternalError", "Something broke here"),
            "it could not be recorded",
            trail);
  }

  /** A hash is worth nothing where nobody compares it, but for the one of no body. */
  private static boolean passesUnseen(SignedPayload payload, ProxySettings settings) {
    return !(payload instanceof SignedPayload.Hashed(var sha256))
        || sha256.equals(NO_BODY)
        || settings.payload().contains(PayloadForm.HASHED);
  }

  private static void record(Question question, AuditTrail trail) {
    Operation first = question.operation();
    trail.parameters(
        Map.of(
            "method",
            question.request().method(),
            "path",
            question.request().path(),
            "operations",
            question.operations().stream()
                .map(operation ->
                    Map.of(
                        "action",
                        operation.action(),
                        "resource",
                        operation.resource(),
                        "resourceAccount",
                        operation.resourceAccount().value()))
                .toList()));
    trail.resource(first.resource(), first.resourceAccount(), "");
  }

  private HttpAnswer deny(ErrorFormat format, CallerError error, String reason, AuditTrail trail) {
    auditor.refused(trail, error.code(), error.message(), reason);
    return protocol.denied(format.answer(error, trail.requestId()));
  }

  private static CallerError accessDenied(String message) {
    return new CallerError(403, "AccessDenied", message);
  }
}
