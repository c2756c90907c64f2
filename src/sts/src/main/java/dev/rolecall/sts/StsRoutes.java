package dev.rolecall.sts;

import dev.rolecall.json.Json;
import dev.rolecall.sts.authorize.AuthenticatedEndpoint;
import dev.rolecall.sts.authorize.AuthorizeFailures;
import dev.rolecall.sts.authorize.proxy.EnvoyProtocol;
import dev.rolecall.sts.http.EndpointHandler;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.http.HttpFailures;
import dev.rolecall.sts.http.Intake;
import dev.rolecall.sts.http.LimitedEndpoint;
import dev.rolecall.sts.http.RequestObserver;
import dev.rolecall.sts.issuer.EmbeddedIssuer;
import dev.rolecall.sts.node.NodeStreamResource;
import dev.rolecall.sts.operator.RoleUsesResource;
import dev.rolecall.sts.outbound.OutboundIssuer;
import dev.rolecall.sts.podidentity.PodIdentityFailures;
import dev.rolecall.sts.podidentity.PodIdentityResource;
import dev.rolecall.sts.podidentity.VouchedResource;
import dev.rolecall.sts.query.QueryFailures;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Which path is whose. */
final class StsRoutes {
  private static final int BODY_LIMIT = 64 * 1024;

  /** A service hands over whole requests, in base64. */
  private static final int AUTHORIZE_BODY_LIMIT = 1024 * 1024;

  private static final String ROLE_USES = "/operator/role-uses";

  /** What is the same for everybody, whatever its path: callers write paths. */
  private static final String OTHER = "other";

  private static final HttpAnswer NOTHING_HERE =
      HttpAnswer.json(
          404,
          Json.write(
              Map.of("code", "NotFound", "message", "sts serves nothing at this path and method")));

  private final Router router;
  private final Supplier<Optional<Endpoints>> endpoints;
  private final Supplier<String> requestIds;
  private final Intake intake;
  private final Function<String, RequestObserver> observers;

  /**
   * @param observers who watches a route, by its path as the code has it
   */
  StsRoutes(
      Router router,
      Supplier<Optional<Endpoints>> endpoints,
      Supplier<String> requestIds,
      Intake intake,
      Function<String, RequestObserver> observers) {
    this.router = router;
    this.endpoints = endpoints;
    this.requestIds = requestIds;
    this.intake = intake;
    this.observers = observers;
  }

  void mount() {
    mountEnvoy();
    EndpointHandler query =
        handler("/", limited(Endpoints::query, "sts", new QueryFailures(requestIds)), BODY_LIMIT);
    router.route(HttpMethod.GET, "/").handler(query);
    router.route(HttpMethod.POST, "/").handler(query);
    agent(
        HttpMethod.POST,
        "/clusters/:name/assume-role-for-pod-identity",
        AgentEndpoints::podIdentity,
        PodIdentityResource.ACTION);
    agent(HttpMethod.POST, "/agent/credentials", AgentEndpoints::vouched, VouchedResource.ACTION);
    agent(HttpMethod.GET, "/agent/stream", AgentEndpoints::stream, NodeStreamResource.ACTION);
    router
        .route(HttpMethod.GET, ROLE_USES)
        .handler(
            handler(
                ROLE_USES,
                limited(Endpoints::roleUses, RoleUsesResource.ACTION, new AuthorizeFailures()),
                0));
    router
        .route(HttpMethod.POST, "/authorize")
        .handler(authorize("/authorize", AuthorizeEndpoints::service, AUTHORIZE_BODY_LIMIT));
    router
        .route("/authorize/nginx")
        .handler(authorize("/authorize/nginx", AuthorizeEndpoints::nginx, 0));
    router.route().last().handler(always(() -> NOTHING_HERE));
  }

  /**
   * Before all others and by the path as it came: what follows the prefix is written by a client of
   * Envoy's, who must not get to another route by it.
   */
  private void mountEnvoy() {
    EndpointHandler envoy = authorize("/authorize/envoy", AuthorizeEndpoints::envoy, BODY_LIMIT);
    router
        .route()
        .order(-1)
        .handler(routing -> {
          if (EnvoyProtocol.isOf(Objects.requireNonNullElse(routing.request().path(), ""))) {
            envoy.handle(routing);
          } else {
            routing.next();
          }
        });
  }

  private void agent(
      HttpMethod method, String path, Function<AgentEndpoints, HttpEndpoint> which, String action) {
    router
        .route(method, path)
        .handler(
            handler(
                path,
                limited(
                    found -> which.apply(found.agents()),
                    action,
                    new PodIdentityFailures(requestIds)),
                BODY_LIMIT));
  }

  private EndpointHandler authorize(
      String path, Function<AuthorizeEndpoints, HttpEndpoint> which, int bodyLimit) {
    return handler(
        path,
        limited(
            found -> which.apply(found.authorize()),
            AuthenticatedEndpoint.ASKED,
            new AuthorizeFailures()),
        bodyLimit);
  }

  /** What a cluster's API server or the management port has, where there is none. */
  void mountEmbedded(EmbeddedIssuer issuer) {
    fixed("/.well-known/openid-configuration", HttpAnswer.json(200, issuer.configuration()));
    fixed("/openid/v1/jwks", HttpAnswer.json(200, issuer.keyDocument()));
    get(
        "/healthz",
        () ->
            endpoints.get().isPresent()
                ? HttpAnswer.text(200, "ok")
                : HttpAnswer.text(503, "not ready"));
  }

  /** What whoever verifies sts's own tokens asks for (OpenID Connect Discovery 1.0). */
  void mountIssuer(OutboundIssuer issuer) {
    fixed(issuer.configurationPath(), HttpAnswer.json(200, issuer.configuration()));
    get(issuer.jwksPath(), () -> HttpAnswer.json(200, issuer.jwks()));
  }

  private void fixed(String path, HttpAnswer answer) {
    get(path, () -> answer);
  }

  private void get(String path, Supplier<HttpAnswer> answer) {
    router.route(HttpMethod.GET, path).handler(always(answer));
  }

  private EndpointHandler always(Supplier<HttpAnswer> answer) {
    HttpEndpoint endpoint = call -> CompletableFuture.completedFuture(answer.get());
    return handler(
        OTHER, new Door(new AuthorizeFailures(), () -> Optional.of(endpoint)), BODY_LIMIT);
  }

  /** An endpoint as soon as there is one, and how it says that something fails. */
  private record Door(HttpFailures failures, Supplier<Optional<HttpEndpoint>> endpoint) {}

  /**
   * @param action what a call is about as far as its path tells
   */
  private Door limited(
      Function<Endpoints, HttpEndpoint> which, String action, HttpFailures failures) {
    return new Door(
        failures,
        () ->
            endpoints
                .get()
                .map(all ->
                    new LimitedEndpoint(
                        which.apply(all), action, failures, all.auditor(), requestIds)));
  }

  private EndpointHandler handler(String route, Door door, int bodyLimit) {
    return new EndpointHandler(
        door.endpoint(), door.failures(), bodyLimit, intake, observers.apply(route));
  }
}
