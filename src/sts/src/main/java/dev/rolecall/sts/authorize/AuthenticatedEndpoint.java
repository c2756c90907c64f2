package dev.rolecall.sts.authorize;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.limit.Credential;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets nobody in but the configured services, whatever they ask. */
public final class AuthenticatedEndpoint implements HttpEndpoint {
  /** In audit events. */
  public static final String ASKED = "rolecall:Authorize";

  private final ServiceAuthentication services;
  private final Function<HttpCall, Optional<String>> token;
  private final ServiceEndpoint inside;
  private final Auditor auditor;
  private final Supplier<String> requestIds;

  /**
   * @param token where a call has the token of the service that asks
   */
  public AuthenticatedEndpoint(
      ServiceAuthentication services,
      Function<HttpCall, Optional<String>> token,
      ServiceEndpoint inside,
      Auditor auditor,
      Supplier<String> requestIds) {
    this.services = services;
    this.token = token;
    this.inside = inside;
    this.auditor = auditor;
    this.requestIds = requestIds;
  }

  @Override
  public Credential credential(HttpCall call) {
    return services.credential(call, token.apply(call).orElse(""));
  }

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    AuditTrail trail = call.trail(requestIds.get(), ASKED);
    return auditor.watch(trail, () -> answer(call, trail));
  }

  private CompletionStage<HttpAnswer> answer(HttpCall call, AuditTrail trail) {
    return services
        .authenticate(call, token.apply(call).orElse(""))
        .thenApply(asking ->
            switch (asking) {
              case ServiceAuthentication.Result.Accepted(var service) -> {
                trail.fact(AuditFields.SERVICE, service.name());
                yield inside.answer(service, call, trail);
              }
              case ServiceAuthentication.Result.NotAllowed(var who) ->
                  notAllowed(trail, who + " is of no service in rolecall.authorize.file");
              case ServiceAuthentication.Result.Throttled(var who) -> {
                trail.fact(AuditFields.SERVICE, who);
                String message = "too many calls of the service";
                auditor.refused(trail, "Throttling", message, message);
                yield AuthorizeFailures.rateExceeded();
              }
              case ServiceAuthentication.Result.NotAuthenticated(var reason) -> {
                String message = "The bearer token was not accepted";
                auditor.refused(trail, "Unauthenticated", message, reason);
                yield AuthorizeFailures.error(401, "Unauthenticated", message);
              }
              case ServiceAuthentication.Result.NotKnownYet(var reason) -> {
                String message = "It cannot be told yet who asks; try again";
                auditor.refused(trail, "ServiceUnavailable", message, reason);
                yield AuthorizeFailures.error(503, "ServiceUnavailable", message);
              }
            });
  }

  private HttpAnswer notAllowed(AuditTrail trail, String message) {
    auditor.refused(trail, "AccessDenied", message, message);
    return AuthorizeFailures.error(403, "AccessDenied", message);
  }
}
