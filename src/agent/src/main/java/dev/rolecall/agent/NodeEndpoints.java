package dev.rolecall.agent;

import dev.rolecall.agent.caller.HeldCallers;
import dev.rolecall.agent.caller.Holding;
import dev.rolecall.agent.caller.SettledCallers;
import dev.rolecall.agent.config.NodeConfig;
import dev.rolecall.agent.credentials.CachedPodCredentials;
import dev.rolecall.agent.credentials.CredentialCache;
import dev.rolecall.agent.credentials.TimeLimit;
import dev.rolecall.agent.ecs.EcsEndpoint;
import dev.rolecall.agent.eks.EksResource;
import dev.rolecall.agent.eks.TokenAttestor;
import dev.rolecall.agent.endpoint.NodeServices;
import dev.rolecall.agent.endpoint.TimelyEndpoint;
import dev.rolecall.agent.http.CallerShares;
import dev.rolecall.agent.http.StsPassThrough;
import dev.rolecall.agent.imds.ImdsEndpoint;
import dev.rolecall.agent.imds.TokenKey;
import dev.rolecall.agent.listener.ConnectionRoom;
import dev.rolecall.agent.listener.EndpointResource;
import dev.rolecall.agent.listener.Gate;
import dev.rolecall.agent.listener.NodeListener;
import dev.rolecall.agent.metadata.ContainerStats;
import dev.rolecall.agent.metadata.MetadataEndpoint;
import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.agent.node.PodDirectory;
import dev.rolecall.agent.process.HostProcesses;
import dev.rolecall.agent.sts.StsAvailability;
import dev.rolecall.agent.token.IssuerKeys;
import dev.rolecall.agent.token.PodTokenVerifier;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Puts the endpoints of a node together, each at its addresses. */
final class NodeEndpoints {
  private final Vertx vertx;
  private final NodeConfig config;
  private final NodeAgent.Outside outside;
  private final Gate gate;
  private final Holding holding;
  private final SettledCallers callers;

  /** Pods ask for statistics as often as they like: nothing else waits behind that. */
  private final WorkerExecutor statistics;

  private final ConnectionRoom<HttpConnection> room;

  NodeEndpoints(
      Vertx vertx, NodeConfig config, NodeAgent.Outside outside, Gate gate, Holding holding) {
    this.vertx = vertx;
    this.config = config;
    this.outside = outside;
    this.gate = gate;
    this.holding = holding;
    this.callers = new HeldCallers(gate.callers(), holding);
    this.statistics = vertx.createSharedWorkerExecutor("statistics", 1);
    this.room = ConnectionRoom.with(config.limits().connections());
  }

  /** What the agent knows and keeps. */
  record Known(
      PodDirectory pods, IssuerKeys keys, CredentialCache cache, HostProcesses processes) {}

  /**
   * @param toSts for calls of pods that are passed on
   */
  List<NodeListener> listeners(Known known, HttpClient toSts, StsAvailability availability) {
    NodeServices services =
        new NodeServices(
            callers,
            known.pods(),
            new CachedPodCredentials(known.cache(), known.pods()),
            gate.refusals());
    StsPassThrough passThrough =
        new StsPassThrough(
            toSts, availability, new CallerShares(outside.random(), System::nanoTime));
    List<NodeListener> listeners = new ArrayList<>();
    listeners.addAll(at(config.listen().eks(), eks(known, passThrough)));
    listeners.addAll(at(config.listen().ecs(), ecs(services)));
    listeners.addAll(at(config.listen().imds(), imds(services)));
    return listeners;
  }

  private List<NodeListener> at(List<ListenAddress> addresses, NodeListener.Service service) {
    return addresses.stream()
        .map(address -> new NodeListener(vertx, service, address, gate, room))
        .toList();
  }

  private NodeListener.Service eks(Known known, StsPassThrough passThrough) {
    TokenAttestor attestor =
        new TokenAttestor(
            gate.callers(), new PodTokenVerifier(known.keys(), outside.clock()), known.pods());
    EksResource resource =
        new EksResource(
            new EksResource.Attesting(
                attestor,
                known.processes(),
                callers,
                holding,
                new TimeLimit(gate.timers(), TimelyEndpoint.LONGEST)),
            known.cache(),
            passThrough,
            gate.refusals());
    return new NodeListener.Service(EksResource.NAME, resource, OptionalInt.empty());
  }

  private NodeListener.Service ecs(NodeServices services) {
    Context context = vertx.getOrCreateContext();
    MetadataEndpoint metadata =
        new MetadataEndpoint(
            services,
            new ContainerStats(config.cgroupRoot(), Path.of("/proc"), outside.clock()),
            this::inBackground,
            task -> context.runOnContext(here -> task.run()));
    EcsEndpoint ecs = new EcsEndpoint(services, metadata);
    return new NodeListener.Service(
        "ecs",
        new EndpointResource(new TimelyEndpoint(ecs, gate.timers(), ecs::unavailable)),
        OptionalInt.empty());
  }

  private void inBackground(Runnable task) {
    statistics.executeBlocking(
        () -> {
          task.run();
          return true;
        },
        false);
  }

  private NodeListener.Service imds(NodeServices services) {
    TokenKey key = TokenKey.keptIn(config.runFolder().resolve("server/imds.key"), outside.random());
    ImdsEndpoint imds =
        new ImdsEndpoint(services, config.imds(), key, outside.clock(), outside.random());
    return new NodeListener.Service(
        "imds",
        new EndpointResource(new TimelyEndpoint(imds, gate.timers(), imds::unavailable)),
        OptionalInt.of(config.imds().hopLimit()));
  }
}
