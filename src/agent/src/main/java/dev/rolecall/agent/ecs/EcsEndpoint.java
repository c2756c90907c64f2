package dev.rolecall.agent.ecs;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.credentials.ContainerCredentials;
import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.endpoint.Endpoint;
import dev.rolecall.agent.endpoint.EndpointAnswer;
import dev.rolecall.agent.endpoint.EndpointRequest;
import dev.rolecall.agent.endpoint.ForwardedRequest;
import dev.rolecall.agent.endpoint.NodeServices;
import dev.rolecall.agent.endpoint.Refusal;
import dev.rolecall.agent.metadata.MetadataEndpoint;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.identity.Secret;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The endpoint of {@code AWS_CONTAINER_CREDENTIALS_RELATIVE_URI}, 169.254.170.2. The id in the path
 * grants nothing: credentials are those of the pod whose connection it is, and its id must be the
 * one that is asked for. Codes and messages are the ECS agent's.
 */
public final class EcsEndpoint implements Endpoint {
  private static final String NAME = "ecs";

  private final NodeServices services;
  private final MetadataEndpoint metadata;

  public EcsEndpoint(NodeServices services, MetadataEndpoint metadata) {
    this.services = services;
    this.metadata = metadata;
  }

  /** What is said where the time to answer is over. */
  public EndpointAnswer unavailable() {
    return uninitialized("V2");
  }

  @Override
  public CompletionStage<EndpointAnswer> answer(EndpointRequest request) {
    return services
        .callers()
        .of(request.connection())
        .thenCompose(caller ->
            switch (caller) {
              case Caller.Pod(NodePod pod) -> ofPod(new Visit(request, Optional.of(pod)), pod);
              case Caller.NotYet notYet -> now(unavailable());
              case Caller.Host host ->
                  denied(new Visit(request, Optional.empty()), "host", "no pod asks");
              case Caller.Stranger(String reason) ->
                  denied(new Visit(request, Optional.empty()), "stranger", reason);
            });
  }

  /** A request, and the pod that made it where one did. */
  private record Visit(EndpointRequest request, Optional<NodePod> pod) {
    Refusal refusal(String code, String reason) {
      return new Refusal(NAME, request.connection(), pod.map(NodePod::pod), code, reason);
    }
  }

  private CompletionStage<EndpointAnswer> ofPod(Visit visit, NodePod pod) {
    EndpointRequest request = visit.request();
    if (!pod.allowed().ecs()) {
      return denied(visit, "shut", "the pod's account does not open the ECS endpoint");
    }
    if (ForwardedRequest.is(request)) {
      return denied(visit, "forwarded", "the request came through a proxy");
    }
    if (request.hasBody()) {
      return refuse(
          visit.refusal("body", "the request has a body"),
          EcsAnswers.error(400, "InvalidRequest", "No request here has a body.")
              .with("Connection", "close"));
    }
    EcsRoute route = EcsRoute.of(request.target());
    if (!(route instanceof EcsRoute.Nothing) && !request.method().equals("GET")) {
      return now(
          EcsAnswers.error(405, "MethodNotAllowed", "Here is only GET.").with("Allow", "GET"));
    }
    return switch (route) {
      case EcsRoute.Credentials asked -> credentials(visit, pod, asked);
      case EcsRoute.Metadata any -> metadata.answer(request, pod);
      case EcsRoute.Nothing nothing ->
          refuse(
              visit.refusal("path", "the path is not one of those that are served"),
              EcsAnswers.error(404, "NotFound", "There is nothing at this path."));
    };
  }

  private CompletionStage<EndpointAnswer> credentials(
      Visit visit, NodePod pod, EcsRoute.Credentials asked) {
    String begin = "Credentials" + asked.version() + "Request: ";
    if (asked.id().isEmpty()) {
      return now(EcsAnswers.error(400, "NoIdInRequest", begin + "No Credential ID in the request"));
    }
    if (!pod.credentialsId().map(Secret::new).filter(own -> own.matches(asked.id())).isPresent()) {
      return refuse(
          visit.refusal("foreign-id", "the credentials id is not the pod's"),
          EcsAnswers.error(400, "InvalidIdInRequest", begin + "Credentials not found"));
    }
    return services
        .credentials()
        .ecs(pod)
        .thenApply(answer ->
            switch (answer) {
              case CredentialAnswer.Granted(ContainerCredentials granted) ->
                  granted
                      .role()
                      .map(role -> EcsAnswers.credentials(granted))
                      .orElseGet(() -> uninitialized(asked.version()));
              case CredentialAnswer.Refused(int status, String code, String message) ->
                  EcsAnswers.error(status, code, message);
              case CredentialAnswer.Unavailable unavailable -> uninitialized(asked.version());
            });
  }

  private static EndpointAnswer uninitialized(String version) {
    return EcsAnswers.error(
        503,
        "CredentialsUninitialized",
        "Credentials" + version + "Request: Credentials uninitialized for ID");
  }

  private CompletionStage<EndpointAnswer> denied(Visit visit, String code, String reason) {
    return refuse(
        visit.refusal(code, reason),
        EcsAnswers.error(403, "AccessDenied", "This endpoint is not for the caller."));
  }

  private CompletionStage<EndpointAnswer> refuse(Refusal refusal, EndpointAnswer answer) {
    services.refusals().refused(refusal);
    return now(answer);
  }

  private static CompletionStage<EndpointAnswer> now(EndpointAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
