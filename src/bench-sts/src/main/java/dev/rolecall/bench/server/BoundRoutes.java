package dev.rolecall.bench.server;

import dev.rolecall.limit.BodyQuota;
import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.SourceNetwork;
import dev.rolecall.sts.StsConfig;
import dev.rolecall.sts.authorize.AuthorizeFailures;
import dev.rolecall.sts.http.EndpointHandler;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.http.Intake;
import dev.rolecall.sts.http.RequestObserver;
import dev.rolecall.sts.issuer.EmbeddedIssuer;
import dev.rolecall.sts.limit.CallLimits;
import dev.rolecall.sts.limit.LimitSettings;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * Two routes beside those of sts, through the same intake of the same server, that do next to
 * nothing: the bounds of what sts could reach.
 */
@ApplicationScoped
public class BoundRoutes {
  private static final int BODY_LIMIT = 64 * 1024;
  private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

  private final StsConfig config;
  private final Clock clock = Clock.systemUTC();

  @Inject
  public BoundRoutes(StsConfig config) {
    this.config = config;
  }

  void mount(@Observes Router router) throws IOException {
    ConstantAnswers answers = new ConstantAnswers();
    Intake intake = intake();
    mount(router, "/bound/constant", answers, intake);
    mount(router, "/bound/verification", new Verification(issuer(), answers, clock), intake);
  }

  private static void mount(Router router, String path, HttpEndpoint endpoint, Intake intake) {
    router
        .post(path)
        .handler(
            new EndpointHandler(
                () -> Optional.of(endpoint),
                new AuthorizeFailures(),
                BODY_LIMIT,
                intake,
                RequestObserver.NONE));
  }

  private EmbeddedIssuer issuer() throws IOException {
    Path state = config.embedded().state().orElseThrow();
    return EmbeddedIssuer.of(ISSUER, Files.readString(state.resolve("issuer.json")));
  }

  private Intake intake() {
    RateLimit plenty = new RateLimit(1_000_000, 1_000_000);
    return new Intake(
        new BodyQuota(Integer.MAX_VALUE, Integer.MAX_VALUE),
        new CallLimits(
            new LimitSettings(plenty, plenty, plenty, plenty, new SourceNetwork(64)),
            namespace -> Optional.empty(),
            new SecureRandom(),
            System::nanoTime,
            kind -> {}),
        (protocol, source, userAgent, why) -> {},
        clock);
  }
}
