package dev.rolecall.agent;

import dev.rolecall.agent.config.AgentConfig;
import dev.rolecall.agent.config.StsConfig;
import dev.rolecall.agent.credentials.CredentialCache;
import dev.rolecall.agent.credentials.CredentialSource;
import dev.rolecall.agent.credentials.RetryingSource;
import dev.rolecall.agent.credentials.Timers;
import dev.rolecall.agent.http.AgentServer;
import dev.rolecall.agent.http.CallerShares;
import dev.rolecall.agent.http.CredentialsResource;
import dev.rolecall.agent.http.StsPassThrough;
import dev.rolecall.agent.sts.AgentToken;
import dev.rolecall.agent.sts.StsAvailability;
import dev.rolecall.agent.sts.StsClient;
import dev.rolecall.agent.sts.StsClock;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The agent beside a workload, as a verticle: one event loop does everything, so nothing in it is
 * locked.
 */
public final class Agent extends AbstractVerticle {
  /** Of tokens that nobody has checked yet: one workload has a few. */
  private static final int CALLS_THAT_WAIT = 64;

  private final AgentConfig config;
  private final Clock clock;
  private final RandomGenerator random;
  private final Promise<Integer> port = Promise.promise();
  private @Nullable AgentServer server;

  public Agent(AgentConfig config, Clock clock, RandomGenerator random) {
    this.config = config;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public void start(Promise<Void> started) {
    StsConfig toSts = config.sts();
    AgentToken agentToken = new AgentToken(vertx.fileSystem(), toSts.tokenFile());
    StsAvailability availability = new StsAvailability();
    Timers timers = new VertxTimers(vertx);
    HttpClientOptions options = toSts.endpoint().clientOptions();
    // Two pools, so that a flood of calls on the one way leaves the other open.
    StsClient sts =
        new StsClient(
            vertx.createHttpClient(options),
            agentToken,
            availability,
            new StsClock(clock),
            toSts.clusterName());
    CredentialSource source = new RetryingSource(sts, timers);
    AgentServer created =
        new AgentServer(
            vertx,
            config.listen(),
            agentToken,
            new CredentialsResource(
                new CredentialCache(source, clock, timers, random, CALLS_THAT_WAIT)),
            new StsPassThrough(
                vertx.createHttpClient(options),
                availability,
                new CallerShares(new SecureRandom(), System::nanoTime)));
    server = created;
    created
        .start()
        .onSuccess(port::complete)
        .onSuccess(found -> sts.connect())
        .<Void>mapEmpty()
        .onComplete(started);
  }

  @Override
  public void stop(Promise<Void> stopped) {
    if (server == null) {
      stopped.complete();
    } else {
      server.stop().onComplete(stopped);
    }
  }

  /** The port it listens on, once it is deployed. */
  public int port() {
    return port.future().result();
  }
}
