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

  private static final HttpAnswer NOTHING_HERE =
      HttpAnswer.json(
          404,
          Json.write(
              Map.of("code", "NotFound", "message", "sts serves nothing at this path and method")));

  private final Router router;
  private final Supplier<Optional<Endpoints>> endpoints;
  private final Supplier<String> requestIds;
  private final Intake intake;

  StsRoutes(
      Router router,
      Supplier<Optional<Endpoints>> endpoints,
      Supplier<String> requestIds,
      Intake intake) {
    this.router = router;
    this.endpoints = endpoints;
    this.requestIds = requestIds;
    this.intake = intake;
  }

  void mount() {
    mountEnvoy();
    EndpointHandler query =
        handler(Endpoints::query, "sts", new QueryFailures(requestIds), BODY_LIMIT);
    router.route(HttpMethod.GET, "/").handler(query);
    router.route(HttpMethod.POST, "/").handler(query);
    router
        .route(HttpMethod.POST, "/clusters/:name/assume-role-for-pod-identity")
        .handler(agent(AgentEndpoints::podIdentity, PodIdentityResource.ACTION));
    router
        .route(HttpMethod.POST, "/agent/credentials")
        .handler(agent(AgentEndpoints::vouched, VouchedResource.ACTION));
    router
        .route(HttpMethod.GET, "/agent/stream")
        .handler(agent(AgentEndpoints::stream, NodeStreamResource.ACTION));
    router
        .route(HttpMethod.GET, "/operator/role-uses")
        .handler(handler(Endpoints::roleUses, RoleUsesResource.ACTION, new AuthorizeFailures(), 0));
    router
        .route(HttpMethod.POST, "/authorize")
        .handler(authorize(AuthorizeEndpoints::service, AUTHORIZE_BODY_LIMIT));
    router.route("/authorize/nginx").handler(authorize(AuthorizeEndpoints::nginx, 0));
    router.route().last().handler(always(() -> NOTHING_HERE));
  }

  /**
   * Before all others and by the path as it came: what follows the prefix is written by a client of
   * Envoy's, who must not get to another route by it.
   */
  private void mountEnvoy() {
    EndpointHandler envoy = authorize(AuthorizeEndpoints::envoy, BODY_LIMIT);
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

  private EndpointHandler agent(Function<AgentEndpoints, HttpEndpoint> which, String action) {
    return handler(
        found -> which.apply(found.agents()),
        action,
        new PodIdentityFailures(requestIds),
        BODY_LIMIT);
  }

  private EndpointHandler authorize(
      Function<AuthorizeEndpoints, HttpEndpoint> which, int bodyLimit) {
    return handler(
        found -> which.apply(found.authorize()),
        AuthenticatedEndpoint.ASKED,
        new AuthorizeFailures(),
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
    return new EndpointHandler(
        () -> Optional.of(endpoint), new AuthorizeFailures(), BODY_LIMIT, intake);
  }

  /**
   * @param action what a call is about as far as its path tells
   */
  private EndpointHandler handler(
      Function<Endpoints, HttpEndpoint> which, String action, HttpFailures failures, int limit) {
    return new EndpointHandler(
        () ->
            endpoints
                .get()
                .map(all ->
                    new LimitedEndpoint(
                        which.apply(all), action, failures, all.auditor(), requestIds)),
        failures,
        limit,
        intake);
  }
}
