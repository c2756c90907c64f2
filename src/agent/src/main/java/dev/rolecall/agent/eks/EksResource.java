package dev.rolecall.agent.eks;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.caller.Holding;
import dev.rolecall.agent.caller.SettledCallers;
import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.credentials.CredentialCache;
import dev.rolecall.agent.credentials.PodToken;
import dev.rolecall.agent.credentials.TimeLimit;
import dev.rolecall.agent.endpoint.Refusal;
import dev.rolecall.agent.endpoint.Refusals;
import dev.rolecall.agent.http.AllowedMethods;
import dev.rolecall.agent.http.CredentialResponse;
import dev.rolecall.agent.http.HttpError;
import dev.rolecall.agent.http.PresentedToken;
import dev.rolecall.agent.http.StsPassThrough;
import dev.rolecall.agent.listener.NodeResource;
import dev.rolecall.agent.process.HostProcesses;
import dev.rolecall.agent.process.SocketEnds;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What 169.254.170.23 serves: {@code GET /v1/credentials} as EKS Pod Identity's agent, and STS
 * itself at {@code /} for SDKs whose {@code AWS_ENDPOINT_URL_STS} it is.
 */
public final class EksResource implements NodeResource {
  public static final String NAME = "eks";

  private static final AllowedMethods READ = AllowedMethods.of(HttpMethod.GET);
  private static final AllowedMethods CALL = AllowedMethods.of(HttpMethod.GET, HttpMethod.POST);

  private final Attesting attesting;
  private final CredentialCache cache;
  private final StsPassThrough passThrough;
  private final Refusals refusals;

  /**
   * Who is asking.
   *
   * @param processes on the host's network
   * @param inTime of the whole: of holding, and of asking sts
   */
  public record Attesting(
      TokenAttestor tokens,
      HostProcesses processes,
      SettledCallers callers,
      Holding holding,
      TimeLimit inTime) {}

  public EksResource(
      Attesting attesting, CredentialCache cache, StsPassThrough passThrough, Refusals refusals) {
    this.attesting = attesting;
    this.cache = cache;
    this.passThrough = passThrough;
    this.refusals = refusals;
  }

  @Override
  public void handle(HttpServerRequest request, Connection connection) {
    String path = request.path();
    if ("/v1/credentials".equals(path)) {
      if (READ.allow(request)) {
        PresentedToken.of(request)
            .ifPresentOrElse(
                token -> credentials(token, request, connection),
                () -> refused(connection, "MissingToken", "there is no token, or several"));
      }
    } else if ("/".equals(path)) {
      if (CALL.allow(request)) {
        passOn(request, connection);
      }
    } else {
      new HttpError(404, "NotFoundException", "There is nothing at this path.")
          .send(request.response());
    }
  }

  private void credentials(PodToken token, HttpServerRequest request, Connection connection) {
    CompletionStage<CredentialAnswer> answer =
        attesting
            .holding()
            .until(
                () -> attesting.tokens().attest(connection, token),
                Attestation.NotYet.class::isInstance,
                connection.source())
            .thenCompose(attestation -> answer(attestation, request, connection));
    attesting
        .inTime()
        .apply(answer, () -> new CredentialAnswer.Unavailable("sts did not answer in time"))
        .thenAccept(given -> CredentialResponse.send(given, request.response()));
  }

  private CompletionStage<CredentialAnswer> answer(
      Attestation attestation, HttpServerRequest request, Connection connection) {
    return switch (attestation) {
      case Attestation.Attested(var asked) -> cache.get(asked);
      case Attestation.IfOfPod(var asked) ->
          attesting
              .processes()
              .of(SocketEnds.before(request.connection()), asked.pod().pod().uid())
              .thenCompose(
                  membership -> answer(Attestation.of(membership, asked), request, connection));
      case Attestation.Refused(var status, var code, var message, var reason) -> {
        refused(connection, code, reason);
        yield CompletableFuture.completedFuture(
            new CredentialAnswer.Refused(status, code, message));
      }
      case Attestation.NotYet(var reason) -> {
        refused(connection, "NotKnownYet", reason);
        yield CompletableFuture.completedFuture(new CredentialAnswer.Unavailable(reason));
      }
    };
  }

  /**
   * The token in such a call is sts's to check: the connection says only whom its limits are of.
   */
  private void passOn(HttpServerRequest request, Connection connection) {
    request.pause();
    attesting
        .callers()
        .of(connection)
        .thenAccept(caller -> {
          switch (caller) {
            case Caller.Pod(var pod) -> passThrough.handle(request, pod.pod().uid());
            case Caller.Host host -> passThrough.handle(request, "host");
            case Caller.NotYet(var reason) -> turnAway(request, connection, 503, reason);
            case Caller.Stranger(var reason) -> turnAway(request, connection, 403, reason);
          }
          request.resume();
        });
  }

  private void turnAway(
      HttpServerRequest request, Connection connection, int status, String reason) {
    refused(connection, status == 503 ? "NotKnownYet" : "AccessDeniedException", reason);
    if (!request.response().closed()) {
      StsPassThrough.turnAway(request.response(), status);
    }
  }

  private void refused(Connection connection, String code, String reason) {
    refusals.refused(new Refusal(NAME, connection, Optional.empty(), code, reason));
  }
}
