package dev.rolecall.agent;

import dev.rolecall.agent.audit.AgentAudit;
import dev.rolecall.agent.audit.LocalRefusals;
import dev.rolecall.agent.caller.DirectoryCallers;
import dev.rolecall.agent.caller.Holding;
import dev.rolecall.agent.caller.HostLinks;
import dev.rolecall.agent.caller.Interfaces;
import dev.rolecall.agent.caller.InterfacesReader;
import dev.rolecall.agent.config.NodeConfig;
import dev.rolecall.agent.credentials.AheadFetcher;
import dev.rolecall.agent.credentials.CredentialCache;
import dev.rolecall.agent.credentials.RetryingSource;
import dev.rolecall.agent.credentials.Timers;
import dev.rolecall.agent.listener.Arrivals;
import dev.rolecall.agent.listener.Gate;
import dev.rolecall.agent.listener.NodeListener;
import dev.rolecall.agent.listener.PodShares;
import dev.rolecall.agent.net.Host;
import dev.rolecall.agent.node.PodDirectory;
import dev.rolecall.agent.status.Counters;
import dev.rolecall.agent.status.CountingSource;
import dev.rolecall.agent.status.GuardCounters;
import dev.rolecall.agent.status.NodeStatus;
import dev.rolecall.agent.status.StatusServer;
import dev.rolecall.agent.stream.NodeState;
import dev.rolecall.agent.stream.NodeStream;
import dev.rolecall.agent.sts.AgentToken;
import dev.rolecall.agent.sts.StsAvailability;
import dev.rolecall.agent.sts.StsClient;
import dev.rolecall.agent.token.IssuerKeys;
import dev.rolecall.audit.AuditOutput;
import dev.rolecall.audit.JsonLinesAudit;
import dev.rolecall.audit.StartEvent;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The agent of a node, as a verticle: one event loop does everything, so nothing in it is locked.
 * Its guard is another process.
 */
public final class NodeAgent extends AbstractVerticle {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration LOOK_AT_LINKS = Duration.ofSeconds(2);
  private static final Duration LOOK_AT_COUNTERS = Duration.ofSeconds(1);
  private static final Duration COUNTERS_BELIEVED = Duration.ofMinutes(1);

  /** Of one pod, whatever its rate. */
  private static final int REQUESTS_AT_A_TIME = 64;

  private final NodeConfig config;
  private final Outside outside;
  private List<NodeListener> listeners = List.of();
  private final List<Runnable> stops = new ArrayList<>();
  private @Nullable StatusServer status;

  /**
   * What is not the agent's.
   *
   * @param arrivals the kernel
   * @param audit where audit lines go
   */
  public record Outside(Arrivals arrivals, AuditOutput audit, Clock clock, SecureRandom random) {}

  public NodeAgent(NodeConfig config, Outside outside) {
    this.config = config;
    this.outside = outside;
  }

  @Override
  public void start(Promise<Void> started) {
    Timers timers = new VertxTimers(vertx);
    Clock clock = outside.clock();
    Holding holding = new Holding(timers);
    Counters counters = new Counters();
    PodDirectory pods = new PodDirectory();
    IssuerKeys keys = new IssuerKeys();
    NodeState state = new NodeState(pods, keys, () -> changed(holding));
    WatchedFile<Interfaces> interfaces =
        watched(
            "interfaces.json", InterfacesReader::read, () -> changed(holding), Interfaces.BELIEVED);
    WatchedFile<GuardCounters> guard =
        watched("counters.json", GuardCounters::read, () -> {}, COUNTERS_BELIEVED);
    DirectoryCallers callers =
        new DirectoryCallers(
            () -> interfaces.content().orElse(Interfaces.NONE), pods, hostLinks(holding));
    LocalRefusals refusals =
        new LocalRefusals(
            audit(pods),
            callers,
            pods,
            counters::refused,
            new LocalRefusals.Source(clock, UUID::randomUUID));
    AgentToken agentToken = new AgentToken(vertx.fileSystem(), config.sts().tokenFile());
    StsAvailability availability = new StsAvailability();
    StsClient sts =
        new StsClient(
            vertx.createHttpClient(options()),
            agentToken,
            availability,
            config.sts().clusterName());
    CredentialCache cache =
        new CredentialCache(
            new CountingSource(new RetryingSource(sts, timers), counters),
            clock,
            timers,
            outside.random());
    follow(pods, cache, timers);
    NodeStream stream =
        new NodeStream(
            vertx.createHttpClient(options().setMaxPoolSize(1)),
            agentToken,
            availability,
            state,
            new NodeStream.Surroundings(timers, clock, outside.random()));
    Gate gate =
        new Gate(
            outside.arrivals(),
            callers,
            new PodShares(
                config.limits().requestsPerSecond(), REQUESTS_AT_A_TIME, System::nanoTime),
            refusals,
            counters::answered,
            timers);
    NodeEndpoints endpoints = new NodeEndpoints(vertx, config, outside, gate, holding);
    listeners =
        endpoints.listeners(
            new NodeEndpoints.Known(pods, keys, cache),
            vertx.createHttpClient(options()),
            availability);
    StatusServer statusServer =
        new StatusServer(
            vertx,
            config.listen().health(),
            new NodeStatus(
                new NodeStatus.Parts(
                    stream,
                    state,
                    pods,
                    interfaces::content,
                    () -> guard.content().orElse(GuardCounters.NONE),
                    counters),
                listeners,
                clock));
    status = statusServer;
    stops.add(stream::stop);
    stream.start();
    interfaces.start(LOOK);
    guard.start(LOOK_AT_COUNTERS);
    listeners.forEach(NodeListener::start);
    statusServer.start().onComplete(started);
  }

  /** Who is who may be another now. */
  private void changed(Holding holding) {
    holding.changed();
    listeners.forEach(NodeListener::endOutlived);
  }

  private HostLinks hostLinks(Holding holding) {
    HostLinks links =
        new HostLinks(Host.address(config.listen().eks().getFirst().host()).orElseThrow());
    Runnable look =
        () ->
            vertx
                .executeBlocking(
                    () -> {
                      links.look();
                      return true;
                    },
                    false)
                .onSuccess(done -> holding.changed());
    look.run();
    vertx.setPeriodic(LOOK_AT_LINKS.toMillis(), fired -> look.run());
    return links;
  }

  private HttpClientOptions options() {
    return config.sts().endpoint().clientOptions();
  }

  private <T> WatchedFile<T> watched(
      String name, Function<String, T> reader, Runnable changed, Duration believed) {
    Path file = config.runFolder().resolve(name);
    return new WatchedFile<>(vertx, file, reader, changed, believed);
  }

  private JsonLinesAudit audit(PodDirectory pods) {
    JsonLinesAudit audit = AgentAudit.to(outside.audit(), pods, outside.clock());
    audit.start(StartEvent.of("agent", outside.clock().instant(), UUID.randomUUID().toString()));
    stops.add(audit::close);
    return audit;
  }

  /** What is kept goes with its pod; what may be wanted is fetched when a pod comes. */
  private void follow(PodDirectory pods, CredentialCache cache, Timers timers) {
    AheadFetcher ahead = new AheadFetcher(cache, pods, timers, outside.random());
    pods.onPod(cache::forgetOlder);
    pods.onPod(ahead::appeared);
    pods.onGone(cache::forget);
  }

  @Override
  public void stop(Promise<Void> stopped) {
    List<Future<Void>> closing = new ArrayList<>();
    listeners.forEach(listener -> closing.add(listener.stop()));
    if (status != null) {
      closing.add(status.stop());
    }
    Future.join(closing)
        .<Void>mapEmpty()
        .otherwiseEmpty()
        .onComplete(done -> stops.forEach(Runnable::run))
        .onComplete(stopped);
  }

  /** Where it listens. */
  public List<NodeListener> listeners() {
    return listeners;
  }

  /** The port of its health and metrics. */
  public int statusPort() {
    return status == null ? 0 : status.port();
  }
}
