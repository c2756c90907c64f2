package dev.rolecall.sts.query;

import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.limit.Credential;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code POST /} and {@code GET /}: the AWS Query protocol of STS. */
public final class QueryResource implements HttpEndpoint {
  private final Map<String, Served> actions;
  private final Auditor auditor;
  private final Supplier<String> requestIds;

  /**
   * An action, and what all its calls have.
   *
   * @param audited its name in audit events
   */
  private record Served(Action action, String audited, Envelopes.Success success) {
    static Served of(Action action) {
      return new Served(action, "sts:" + action.name(), Envelopes.Success.of(action.name()));
    }
  }

  /**
   * @param actions all that are served; any other is an {@code InvalidAction}
   */
  public QueryResource(List<Action> actions, Auditor auditor, Supplier<String> requestIds) {
    this.actions = actions.stream().collect(Collectors.toUnmodifiableMap(Action::name, Served::of));
    this.auditor = auditor;
    this.requestIds = requestIds;
  }

  @Override
  public Credential credential(HttpCall call) {
    return Credential.session(call.sessionToken().orElse(""));
  }

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    AuditTrail trail = call.trail(requestIds.get(), "sts");
    return auditor.watch(trail, () -> answer(call, trail));
  }

  private CompletionStage<HttpAnswer> answer(HttpCall call, AuditTrail trail) {
    try {
      Parameters parameters = Parameters.of(call);
      trail.parameters(RecordedParameters.of(parameters));
      Served served = find(parameters, trail);
      trail.action(served.audited());
      return served
          .action()
          .perform(new ActionCall(call, parameters, trail))
          .thenApply(outcome -> answer(served, outcome, trail));
    } catch (QueryException e) {
      return CompletableFuture.completedFuture(refuse(e.error(), e.reason(), trail));
    }
  }

  private Served find(Parameters parameters, AuditTrail trail) throws QueryException {
    String name =
        parameters
            .text("Action")
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> new QueryException(QueryError.missingAction()));
    String version = parameters.text("Version").orElse("");
    if (!version.equals(Envelopes.VERSION)) {
      trail.unverified("action", name);
      throw new QueryException(QueryError.noSuchVersion(version));
    }
    @Nullable Served served = actions.get(name);
    if (served == null) {
      trail.unverified("action", name);
      throw new QueryException(QueryError.invalidAction(name, version));
    }
    return served;
  }

  private HttpAnswer answer(Served served, Outcome outcome, AuditTrail trail) {
    return switch (outcome) {
      case Outcome.Granted(var reason, var result) ->
          auditor.allowed(trail, reason)
              ? served.success().answer(trail.requestId(), result)
              : Envelopes.error(QueryError.internalFailure(), trail.requestId());
      case Outcome.Refused(var error, var reason) -> refuse(error, reason, trail);
    };
  }

  private HttpAnswer refuse(QueryError error, String reason, AuditTrail trail) {
    auditor.refused(trail, error.code(), error.message(), reason);
    return Envelopes.error(error, trail.requestId());
  }
}
