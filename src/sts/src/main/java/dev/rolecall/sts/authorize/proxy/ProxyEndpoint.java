package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.sigv4.PayloadForm;
import dev.rolecall.sigv4.SignedPayload;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sts.assume.SignedCallers.Result;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.authorize.AuthorizeService;
import dev.rolecall.sts.authorize.AuthorizeService.Decided;
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
import java.util.LinkedHashMap;
import java.util.List;
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
    try {
      OriginalRequest original = protocol.original(call);
      record(original, List.of(), trail);
      Optional<String> address = ProxyQuestion.address(call, settings);
      address.ifPresent(text -> trail.fact(AuditFields.CLIENT_ADDRESS, text));
      return answer(asking, original, asked(asking, original, address, trail), trail);
    } catch (UnmappedException e) {
      String reason = String.valueOf(e.getMessage());
      return deny(
          ErrorFormat.of(settings), accessDenied("Access Denied: " + reason), reason, trail);
    }
  }

  private static Asked asked(
      AskingService asking, OriginalRequest original, Optional<String> address, AuditTrail trail) {
    try {
      List<Operation> operations =
          ProxyQuestion.operations(original, address, asking.proxy().orElseThrow());
      record(original, operations, trail);
      record(operations.getFirst(), trail);
      for (Operation operation : operations) {
        if (!asking.mayAskAbout(operation)) {
          record(operation, trail);
          return new Asked.Refused("Access Denied", asking.refusal(operation));
        }
      }
      return new Asked.Operations(operations);
    } catch (UnmappedException e) {
      return new Asked.Refused("Access Denied: " + e.getMessage(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Who signed is found out first, whatever is asked: a stranger learns nothing of what there is,
   * and the record names whoever tries what nobody may.
   */
  private HttpAnswer answer(
      AskingService asking, OriginalRequest original, Asked asked, AuditTrail trail) {
    ProxySettings settings = asking.proxy().orElseThrow();
    ErrorFormat format = ErrorFormat.of(settings);
    SignedRequest signed = ProxyQuestion.signed(original, settings);
    return switch (service.caller(signed, settings.scope())) {
      case Result.Known known -> {
        trail.caller(known.session());
        yield switch (asked) {
          case Asked.Refused(var message, var reason) ->
              deny(format, accessDenied(message), reason, trail);
          case Asked.Operations(var all) ->
              answer(
                  asking,
                  service.decide(
                      new Question(signed, settings.scope(), all), known, asking.cacheFor()),
                  original,
                  trail);
        };
      }
      case Result.BadSignature(var why, var detail) ->
          deny(format, CallerErrors.of(signed, settings.scope(), why, detail), detail, trail);
      case Result.Dead(var caller, var reason) -> {
        trail.caller(caller);
        yield deny(format, CallerErrors.expired(signed, settings.scope()), reason, trail);
      }
      case Result.NotKnownYet(var caller) -> {
        trail.caller(caller);
        yield deny(
            format, CallerErrors.tryAgain(), "the session's pod is not known here yet", trail);
      }
    };
  }

  private HttpAnswer answer(
      AskingService asking, Decided decided, OriginalRequest original, AuditTrail trail) {
    ProxySettings settings = asking.proxy().orElseThrow();
    ErrorFormat format = ErrorFormat.of(settings);
    record(decided.operation(), trail);
    trail.decided(decided.operation().action(), decided.decision());
    if (!decided.decision().allowed()) {
      return deny(format, accessDenied(DenialWords.of(decided)), decided.trueReason(), trail);
    }
    if (!passesUnseen(decided.payload(), original, settings)) {
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

  /** A hash is worth nothing where nobody compares it, but for that of no body where none comes. */
  private static boolean passesUnseen(
      SignedPayload payload, OriginalRequest original, ProxySettings settings) {
    return !(payload instanceof SignedPayload.Hashed(var sha256))
        || settings.payload().contains(PayloadForm.HASHED)
        || sha256.equals(NO_BODY) && !original.hasBody();
  }

  private static void record(
      OriginalRequest original, List<Operation> operations, AuditTrail trail) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("method", original.method());
    parameters.put("path", original.path());
    if (!operations.isEmpty()) {
      parameters.put("operations", operations.stream().map(ProxyEndpoint::members).toList());
    }
    trail.parameters(parameters);
  }

  private static Map<String, Object> members(Operation operation) {
    return Map.of(
        "action",
        operation.action(),
        "resource",
        operation.resource(),
        "resourceAccount",
        operation.resourceAccount().value());
  }

  private static void record(Operation operation, AuditTrail trail) {
    trail.resource(operation.resource(), operation.resourceAccount(), "");
  }

  private HttpAnswer deny(ErrorFormat format, CallerError error, String reason, AuditTrail trail) {
    auditor.refused(trail, error.code(), error.message(), reason);
    return protocol.denied(format.answer(error, trail.requestId()));
  }

  private static CallerError accessDenied(String message) {
    return new CallerError(403, "AccessDenied", message);
  }
}
