package dev.rolecall.sts.query;

import dev.rolecall.session.Session;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sts.assume.AssumeRoleService;
import dev.rolecall.sts.assume.Assumed;
import dev.rolecall.sts.assume.SignedCallers;
import dev.rolecall.sts.assume.WebIdentityRequest;
import dev.rolecall.sts.assume.WebIdentityService;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.limit.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** {@code POST /} and {@code GET /}: the AWS Query protocol of STS. */
public final class QueryResource implements HttpEndpoint {
  static final String ASSUME_ROLE_WITH_WEB_IDENTITY = "AssumeRoleWithWebIdentity";
  static final String ASSUME_ROLE = "AssumeRole";
  static final String GET_CALLER_IDENTITY = "GetCallerIdentity";

  private final WebIdentityService webIdentity;
  private final AssumeRoleService chaining;
  private final SignedCallers callers;
  private final Auditor auditor;
  private final Supplier<String> requestIds;

  public QueryResource(
      WebIdentityService webIdentity,
      AssumeRoleService chaining,
      SignedCallers callers,
      Auditor auditor,
      Supplier<String> requestIds) {
    this.webIdentity = webIdentity;
    this.chaining = chaining;
    this.callers = callers;
    this.auditor = auditor;
    this.requestIds = requestIds;
  }

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    AuditTrail trail = new AuditTrail(requestIds.get(), "sts", call.source());
    try {
      Parameters parameters = Parameters.of(call);
      return perform(action(parameters, trail), call, parameters, trail);
    } catch (QueryException e) {
      return done(refuse(trail, e.error(), e.reason()));
    }
  }

  private static String action(Parameters parameters, AuditTrail trail) throws QueryException {
    String action =
        parameters
            .text("Action")
            .filter(name -> !name.isEmpty())
            .orElseThrow(() -> new QueryException(QueryError.missingAction()));
    trail.unverified("action", action);
    String version = parameters.text("Version").orElse("");
    if (!version.equals(Envelopes.VERSION)) {
      throw new QueryException(QueryError.noSuchVersion(version));
    }
    return action;
  }

  private CompletionStage<HttpAnswer> perform(
      String action, HttpCall call, Parameters parameters, AuditTrail trail) throws QueryException {
    return switch (action) {
      case ASSUME_ROLE_WITH_WEB_IDENTITY -> assumeRoleWithWebIdentity(call, parameters, trail);
      case ASSUME_ROLE -> done(assumeRole(call, parameters, trail));
      case GET_CALLER_IDENTITY -> done(getCallerIdentity(call, trail));
      default -> throw new QueryException(QueryError.invalidAction(action, Envelopes.VERSION));
    };
  }

  private CompletionStage<HttpAnswer> assumeRoleWithWebIdentity(
      HttpCall call, Parameters parameters, AuditTrail trail) throws QueryException {
    begin(ASSUME_ROLE_WITH_WEB_IDENTITY, parameters, trail);
    WebIdentityRequest request = WebIdentityParameters.read(parameters);
    return webIdentity
        .assume(request, call.caller(), trail)
        .thenApply(result ->
            switch (result) {
              case WebIdentityService.Result.Granted granted ->
                  grant(
                      ASSUME_ROLE_WITH_WEB_IDENTITY,
                      trail,
                      granted.assumed(),
                      xml -> AssumedResult.write(granted, xml));
              case WebIdentityService.Result.Refused(var refusal) ->
                  refuse(trail, QueryErrors.of(refusal), refusal.reason());
            });
  }

  private HttpAnswer assumeRole(HttpCall call, Parameters parameters, AuditTrail trail)
      throws QueryException {
    begin(ASSUME_ROLE, parameters, trail);
    Session caller = signedBy(call, trail);
    trail.caller(caller);
    return switch (chaining.assume(AssumeRoleParameters.read(parameters), caller, trail)) {
      case AssumeRoleService.Result.Granted(var assumed) ->
          grant(ASSUME_ROLE, trail, assumed, xml -> AssumedResult.write(assumed, xml));
      case AssumeRoleService.Result.Refused(var refusal) ->
          refuse(trail, QueryErrors.of(refusal), refusal.reason());
    };
  }

  private static void begin(String action, Parameters parameters, AuditTrail trail) {
    trail.action("sts:" + action);
    parameters.text("RoleArn").ifPresent(arn -> trail.unverified("roleArn", arn));
    parameters.text("RoleSessionName").ifPresent(name -> trail.unverified("roleSessionName", name));
  }

  private HttpAnswer grant(
      String action, AuditTrail trail, Assumed assumed, Consumer<XmlWriter> result) {
    trail.session(assumed.session());
    return allow(action, trail, assumed.reason(), result);
  }

  private HttpAnswer getCallerIdentity(HttpCall call, AuditTrail trail) throws QueryException {
    trail.action("sts:" + GET_CALLER_IDENTITY);
    Session session = signedBy(call, trail);
    trail.session(session);
    return allow(
        GET_CALLER_IDENTITY,
        trail,
        "the signature is the session's",
        xml ->
            xml.element("Arn", session.arn().toString())
                .element("UserId", session.userId())
                .element("Account", session.account().value()));
  }

  /** The living session whose credentials the request was signed with. */
  private Session signedBy(HttpCall call, AuditTrail trail) throws QueryException {
    return switch (callers.find(call.signed(), new Scope.Service("sts"))) {
      case SignedCallers.Result.Known(var session, var payload) -> {
        requireShare(call, session);
        yield session;
      }
      case SignedCallers.Result.BadSignature(var reason, var detail) ->
          throw new QueryException(QueryErrors.of(reason, detail), detail);
      case SignedCallers.Result.Dead(var session, var reason) -> {
        requireShare(call, session);
        trail.session(session);
        throw new QueryException(QueryErrors.expiredToken(), reason);
      }
      case SignedCallers.Result.NotKnownYet(var session) -> {
        requireShare(call, session);
        trail.session(session);
        throw new QueryException(
            QueryError.serviceUnavailable(), "the session's pod is not known here yet");
      }
    };
  }

  /** Who signed pays for the call, dead or alive. */
  private static void requireShare(HttpCall call, Session session) throws QueryException {
    Principal principal = Principal.of(session);
    if (!call.caller().proved(principal)) {
      throw new QueryException(QueryError.throttling(), "too many calls of " + principal);
    }
  }

  private HttpAnswer allow(
      String action, AuditTrail trail, String reason, Consumer<XmlWriter> result) {
    return auditor.allowed(trail, reason)
        ? Envelopes.success(action, trail.requestId(), result)
        : Envelopes.error(QueryError.internalFailure(), trail.requestId());
  }

  private HttpAnswer refuse(AuditTrail trail, QueryError error, String reason) {
    auditor.refused(trail, error.code(), reason);
    return Envelopes.error(error, trail.requestId());
  }

  private static CompletionStage<HttpAnswer> done(HttpAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
