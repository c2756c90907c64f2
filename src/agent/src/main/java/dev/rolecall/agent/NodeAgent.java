package dev.rolecall.agent;

import dev.rolecall.agent.audit.AgentAudit;
import dev.rolecall.agent.audit.LocalRefusals;
import dev.rolecall.agent.cgroup.PodGroups;
import dev.rolecall.agent.config.NodeConfig;
import dev.rolecall.agent.credentials.AheadFetcher;
import dev.rolecall.agent.credentials.CredentialCache;
import dev.rolecall.agent.credentials.QueuedSource;
import dev.rolecall.agent.credentials.RetryingSource;
import dev.rolecall.agent.credentials.Timers;
import dev.rolecall.agent.listener.Arrivals;
import dev.rolecall.agent.listener.Gate;
import dev.rolecall.agent.listener.NodeListener;
import dev.rolecall.agent.listener.PodShares;
import dev.rolecall.agent.node.PodDirectory;
import dev.rolecall.agent.process.HostProcesses;
import dev.rolecall.agent.status.Counters;
import dev.rolecall.agent.status.CountingSource;
import dev.rolecall.agent.status.MetricsServer;
import dev.rolecall.agent.status.NodeStatus;
import dev.rolecall.agent.status.StatusServer;
import dev.rolecall.agent.stream.NodeStream;
import dev.rolecall.agent.sts.AgentToken;
import dev.rolecall.agent.sts.StsAvailability;
import dev.rolecall.agent.sts.StsClient;
import dev.rolecall.agent.sts.StsClock;
import dev.rolecall.audit.AuditOutput;
import dev.rolecall.audit.JsonLinesAudit;
import dev.rolecall.audit.StartEvent;
import dev.rolecall.observe.trace.RequestTrace;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClientOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The agent of a node, as a verticle: one event loop does everything, so nothing in it is locked.
 * Its guard is another process.
 */
public final class NodeAgent extends AbstractVerticle {
  private static final System.Logger LOG = System.getLogger(NodeAgent.class.getName());

  /** Of one pod, whatever its rate. */
  private static final int REQUESTS_AT_A_TIME = 64;

  /** All pods of a large node by every way, which is what a restart of the agent may bring. */
  private static final int CALLS_THAT_WAIT = 1_024;

  private final NodeConfig config;
  private final Outside outside;
  private final Counters counters = new Counters();
  private final StsAvailability availability = new StsAvailability();
  private final StsClock stsClock;
  private final List<Runnable> stops = new ArrayList<>();
  private List<NodeListener> listeners = List.of();
  private @Nullable StatusServer status;
  private @Nullable MetricsServer metrics;

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
    this.stsClock = new StsClock(outside.clock());
  }

  @Override
  public void start(Promise<Void> started) {
    Timers timers = new VertxTimers(vertx);
    AgentToken agentToken = new AgentToken(vertx.fileSystem(), config.sts().tokenFile());
    NodeView view = new NodeView(vertx, config, timers, this::endOutlived);
    JsonLinesAudit audit = audit(view);
    Gate gate = gate(audit, view, timers);
    CredentialCache cache = cache(agentToken, timers);
    keepUpToDate(cache, view.pods(), timers);
    NodeStream stream = stream(agentToken, view, timers);
    HostProcesses processes = hostProcesses();
    listeners =
        new NodeEndpoints(vertx, config, outside, gate, view.holding())
            .listeners(
                new NodeEndpoints.Known(view.pods(), view.keys(), cache, processes),
                vertx.createHttpClient(toSts()),
                availability);
    NodeStatus told = nodeStatus(stream, view, audit, new NodeStatus.Kept(cache, processes));
    StatusServer server = new StatusServer(vertx, config.listen().health(), told);
    status = server;
    stops.add(stream::stop);
    stream.start();
    view.start();
    listeners.forEach(NodeListener::start);
    server.start().onComplete(started);
    showMetrics(told);
  }

  /** Pods are served whether or not somebody can see how. */
  private void showMetrics(NodeStatus told) {
    config
        .listen()
        .metrics()
        .ifPresent(address -> {
          MetricsServer server = new MetricsServer(vertx, address, told);
          metrics = server;
          server
              .start()
              .onFailure(failure ->
                  LOG.log(
                      System.Logger.Level.WARNING,
                      "metrics are not shown on {0}: {1}",
                      address,
                      String.valueOf(failure)));
        });
  }

  /** Who is who may be another now. */
  private void endOutlived() {
    listeners.forEach(NodeListener::endOutlived);
  }

  private HttpClientOptions toSts() {
    return config.sts().endpoint().clientOptions();
  }

  private JsonLinesAudit audit(NodeView view) {
    JsonLinesAudit audit = AgentAudit.to(outside.audit(), view.pods(), outside.clock());
    audit.start(StartEvent.of("agent", outside.clock().instant(), UUID.randomUUID().toString()));
    stops.add(audit::close);
    return audit;
  }

  private Gate gate(JsonLinesAudit audit, NodeView view, Timers timers) {
    return new Gate(
        outside.arrivals(),
        view.callers(),
        new PodShares(config.limits().requestsPerSecond(), REQUESTS_AT_A_TIME, System::nanoTime),
        new LocalRefusals(
            audit,
            view.callers(),
            view.pods(),
            counters::refused,
            new LocalRefusals.Source(
                outside.clock(), UUID::randomUUID, () -> RequestTrace.current().recordedId())),
        counters::answered,
        timers);
  }

  private CredentialCache cache(AgentToken agentToken, Timers timers) {
    StsClient sts =
        new StsClient(
            vertx.createHttpClient(toSts()),
            agentToken,
            availability,
            stsClock,
            config.sts().clusterName());
    return new CredentialCache(
        new CountingSource(
            new RetryingSource(new QueuedSource(sts, RequestContext::current), timers), counters),
        outside.clock(),
        timers,
        outside.random(),
        CALLS_THAT_WAIT);
  }

  /** One thread: who asks often waits for itself, and nothing else waits for it. */
  private HostProcesses hostProcesses() {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("processes", 1);
    HostProcesses processes =
        HostProcesses.of(
            config.hostPodCgroup(),
            new PodGroups(config.cgroupRoot()),
            task -> worker.executeBlocking(task::get, false).toCompletionStage());
    vertx.executeBlocking(
        () -> {
          processes.look();
          return true;
        },
        false);
    return processes;
  }

  /** What is kept goes with its pod; what may be wanted is fetched when a pod comes. */
  private void keepUpToDate(CredentialCache cache, PodDirectory pods, Timers timers) {
    AheadFetcher ahead = new AheadFetcher(cache, pods, timers, outside.random());
    pods.onPod(cache::forgetOlder);
    pods.onPod(ahead::appeared);
    pods.onGone(cache::forget);
  }

  private NodeStream stream(AgentToken agentToken, NodeView view, Timers timers) {
    return new NodeStream(
        vertx.createHttpClient(toSts().setMaxPoolSize(1)),
        agentToken,
        availability,
        view.state(),
        new NodeStream.Surroundings(timers, outside.clock(), outside.random()));
  }

  private NodeStatus nodeStatus(
      NodeStream stream, NodeView view, JsonLinesAudit audit, NodeStatus.Kept kept) {
    return new NodeStatus(
        new NodeStatus.Parts(
            stream,
            view.state(),
            view.pods(),
            view::interfaces,
            new NodeStatus.Guard(view::guard, view::guardSilence),
            new NodeStatus.Upstream(availability, stsClock),
            audit,
            kept,
            counters),
        listeners,
        outside.clock());
  }

  @Override
  public void stop(Promise<Void> stopped) {
    List<Future<Void>> closing = new ArrayList<>();
    listeners.forEach(listener -> closing.add(listener.stop()));
    if (status != null) {
      closing.add(status.stop());
    }
    if (metrics != null) {
      closing.add(metrics.stop());
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

  /** The port of its metrics alone; 0 where there is none. */
  public int metricsPort() {
    return metrics == null ? 0 : metrics.port();
  }

  /** The port of its health and metrics. */
  public int statusPort() {
    return status == null ? 0 : status.port();
  }
}
