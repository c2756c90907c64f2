package dev.rolecall.agent.imds;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.config.ImdsConfig;
import dev.rolecall.agent.credentials.ContainerCredentials;
import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.endpoint.Endpoint;
import dev.rolecall.agent.endpoint.EndpointAnswer;
import dev.rolecall.agent.endpoint.EndpointRequest;
import dev.rolecall.agent.endpoint.ForwardedRequest;
import dev.rolecall.agent.endpoint.NodeServices;
import dev.rolecall.agent.endpoint.Refusal;
import dev.rolecall.agent.node.NodeFacts;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * The instance metadata service at 169.254.169.254 and fd00:ec2::254. Whoever asks is known by the
 * connection alone: a pod gets its own role, and only where its account opens this way; a process
 * of the node gets the role of the node's InstanceProfile.
 *
 * <p>A refusal is an answer at once, since SDKs wait for one: 404 where there is no role for the
 * asker, 401 only for want of a good token.
 */
public final class ImdsEndpoint implements Endpoint {
  static final String NAME = "imds";

  private final NodeServices services;
  private final ImdsConfig config;
  private final TokenGate gate;
  private final ImdsAnswers answers;

  public ImdsEndpoint(
      NodeServices services, ImdsConfig config, TokenKey key, Clock clock, SecureRandom random) {
    this.services = services;
    this.config = config;
    this.gate = new TokenGate(new MetadataTokens(key, clock, random), config.versions());
    this.answers = new ImdsAnswers(clock);
  }

  /** What is said where the time to answer is over. */
  public EndpointAnswer unavailable() {
    return answers.unavailable();
  }

  @Override
  public CompletionStage<EndpointAnswer> answer(EndpointRequest request) {
    return services
        .callers()
        .of(request.connection())
        .thenCompose(caller -> answer(request, caller));
  }

  private CompletionStage<EndpointAnswer> answer(EndpointRequest request, Caller caller) {
    NodeFacts node = services.pods().node().orElse(null);
    if (node == null) {
      return now(unavailable());
    }
    InstanceFacts instance = new InstanceFacts(node, config);
    return switch (caller) {
      case Caller.Pod(NodePod pod) -> ofPod(pod(request, node, pod), pod, instance);
      case Caller.Host host -> serve(host(request, node), instance);
      case Caller.NotYet notYet -> now(unavailable());
      case Caller.Stranger(String reason) ->
          refuse(
              new Refusal(NAME, request.connection(), Optional.empty(), "stranger", reason),
              answers.forbidden());
    };
  }

  private Visitor pod(EndpointRequest request, NodeFacts node, NodePod pod) {
    return new Visitor(
        request,
        Optional.of(pod.pod()),
        TokenHolder.pod(node, pod.pod()),
        new InstanceFacts.Owner(
            pod.account().map(AccountId::value), pod.addresses(), pod.started()),
        () -> services.credentials().imds(pod));
  }

  private Visitor host(EndpointRequest request, NodeFacts node) {
    return new Visitor(
        request,
        Optional.empty(),
        TokenHolder.node(node),
        new InstanceFacts.Owner(
            node.profileRole().map(role -> role.account().value()), List.of(), Optional.empty()),
        services.credentials()::node);
  }

  private CompletionStage<EndpointAnswer> ofPod(
      Visitor visitor, NodePod pod, InstanceFacts instance) {
    if (pod.allowed().imds()) {
      return serve(visitor, instance);
    }
    return refuse(
        visitor.refusal("shut", "the pod's account does not open the metadata service"),
        ImdsRoute.of(visitor.request().target()) instanceof ImdsRoute.RoleName
            ? answers.notFound()
            : answers.forbidden());
  }

  private CompletionStage<EndpointAnswer> serve(Visitor visitor, InstanceFacts instance) {
    EndpointRequest request = visitor.request();
    if (ForwardedRequest.is(request)) {
      return refuse(
          visitor.refusal("forwarded", "the request came through a proxy"), answers.forbidden());
    }
    if (request.hasBody()) {
      return refuse(
          visitor.refusal("body", "the request has a body"),
          answers.badRequest("no request here has a body").with("Connection", "close"));
    }
    ImdsRoute route = ImdsRoute.of(request.target());
    if (route instanceof ImdsRoute.Nothing) {
      return refuse(
          visitor.refusal("path", "the path is not one of those that are served"),
          answers.notFound());
    }
    String method = route instanceof ImdsRoute.Token ? "PUT" : "GET";
    if (!method.equals(request.method())) {
      return now(answers.notAllowed(method));
    }
    return route instanceof ImdsRoute.Token
        ? now(token(visitor))
        : checked(visitor, route, instance);
  }

  private EndpointAnswer token(Visitor visitor) {
    Optional<Duration> life = TokenGate.life(visitor.request());
    return life.isPresent()
        ? answers.token(gate.issue(visitor.holder(), life.get()), life.get())
        : answers.badRequest(TokenGate.LIFE_HEADER + " must be 1 to 21600");
  }

  private CompletionStage<EndpointAnswer> checked(
      Visitor visitor, ImdsRoute route, InstanceFacts instance) {
    return switch (gate.check(visitor.holder(), visitor.request())) {
      case VALID -> found(visitor, route, instance);
      case MISSING -> unauthorized(visitor, "token-missing", "there is no token");
      case EXPIRED -> unauthorized(visitor, "token-expired", "the token has expired");
      case FOREIGN -> unauthorized(visitor, "token-foreign", "the token is not the asker's");
    };
  }

  private CompletionStage<EndpointAnswer> unauthorized(
      Visitor visitor, String code, String reason) {
    return refuse(visitor.refusal(code, reason), answers.unauthorized());
  }

  private CompletionStage<EndpointAnswer> found(
      Visitor visitor, ImdsRoute route, InstanceFacts instance) {
    return switch (route) {
      case ImdsRoute.RoleName any ->
          ofRole(visitor, (credentials, role) -> answers.ok(role.name()));
      case ImdsRoute.RoleCredentials(String asked) ->
          ofRole(visitor, (credentials, role) -> credentials(visitor, asked, credentials, role));
      case ImdsRoute.ProfileInfo any ->
          ofRole(
              visitor, (credentials, role) -> answers.ok(RoleDocuments.info(role, answers.now())));
      case ImdsRoute.Fact fact -> now(answers.ok(fact(fact, visitor, instance)));
      case ImdsRoute.Token token -> throw new IllegalStateException("tokens need no token");
      case ImdsRoute.Nothing nothing -> now(answers.notFound());
    };
  }

  private EndpointAnswer credentials(
      Visitor visitor, String asked, ContainerCredentials credentials, RoleArn role) {
    if (asked.equals(role.name())) {
      return answers.credentials(credentials);
    }
    services.refusals().refused(visitor.refusal("role", "the role is not the asker's"));
    return answers.notFound();
  }

  private CompletionStage<EndpointAnswer> ofRole(
      Visitor visitor, BiFunction<ContainerCredentials, RoleArn, EndpointAnswer> write) {
    return visitor
        .credentials()
        .get()
        .thenApply(answer ->
            switch (answer) {
              case CredentialAnswer.Granted(ContainerCredentials granted) ->
                  granted
                      .role()
                      .map(role -> write.apply(granted, role))
                      .orElseGet(answers::unavailable);
              case CredentialAnswer.Refused refused -> answers.notFound();
              case CredentialAnswer.Unavailable unavailable -> answers.unavailable();
            });
  }

  private static String fact(ImdsRoute.Fact fact, Visitor visitor, InstanceFacts instance) {
    return switch (fact) {
      case AVAILABILITY_ZONE -> instance.availabilityZone();
      case REGION -> instance.node().region();
      case INSTANCE_ID -> instance.instanceId();
      case IDENTITY_DOCUMENT -> instance.identityDocument(visitor.owner());
    };
  }

  private CompletionStage<EndpointAnswer> refuse(Refusal refusal, EndpointAnswer answer) {
    services.refusals().refused(refusal);
    return now(answer);
  }

  private static CompletionStage<EndpointAnswer> now(EndpointAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
