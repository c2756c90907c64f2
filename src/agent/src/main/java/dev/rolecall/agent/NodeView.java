package dev.rolecall.agent;

import dev.rolecall.agent.caller.Callers;
import dev.rolecall.agent.caller.DirectoryCallers;
import dev.rolecall.agent.caller.Holding;
import dev.rolecall.agent.caller.HostLinks;
import dev.rolecall.agent.caller.Interfaces;
import dev.rolecall.agent.caller.InterfacesReader;
import dev.rolecall.agent.config.NodeConfig;
import dev.rolecall.agent.credentials.Timers;
import dev.rolecall.agent.net.Host;
import dev.rolecall.agent.node.PodDirectory;
import dev.rolecall.agent.status.GuardCounters;
import dev.rolecall.agent.stream.NodeState;
import dev.rolecall.agent.token.IssuerKeys;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/** What the agent knows of its node: what sts tells, what the guard writes, what the kernel has. */
final class NodeView {
  private static final Duration LOOK_AT_INTERFACES = Duration.ofMillis(50);
  private static final Duration LOOK_AT_LINKS = Duration.ofSeconds(2);
  private static final Duration LOOK_AT_COUNTERS = Duration.ofSeconds(1);
  private static final Duration COUNTERS_BELIEVED = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final Runnable changed;
  private final Holding holding;
  private final PodDirectory pods = new PodDirectory();
  private final IssuerKeys keys;
  private final NodeState state;
  private final WatchedFile<Interfaces> interfaces;
  private final WatchedFile<GuardCounters> guard;
  private final HostLinks links;
  private final Callers callers;

  /**
   * @param changed is run when who is who may be another
   */
  NodeView(Vertx vertx, NodeConfig config, Timers timers, Runnable changed) {
    this.vertx = vertx;
    this.changed = changed;
    this.holding = new Holding(timers);
    this.keys = new IssuerKeys(config.audiences());
    this.state = new NodeState(pods, keys, this::changed);
    this.interfaces =
        new WatchedFile<>(
            vertx,
            config.runFolder().resolve("interfaces.json"),
            InterfacesReader::read,
            this::changed,
            Interfaces.BELIEVED);
    this.guard =
        new WatchedFile<>(
            vertx,
            config.runFolder().resolve("counters.json"),
            GuardCounters::read,
            () -> {},
            COUNTERS_BELIEVED);
    this.links = new HostLinks(Host.address(config.listen().eks().getFirst().host()).orElseThrow());
    this.callers = new DirectoryCallers(() -> interfaces().orElse(Interfaces.NONE), pods, links);
  }

  private void changed() {
    holding.changed();
    // While nobody is known, nobody has become another.
    if (interfaces.content().isPresent()) {
      changed.run();
    }
  }

  /** Begins to look at the guard's files and the kernel's links. */
  void start() {
    interfaces.start(LOOK_AT_INTERFACES);
    guard.start(LOOK_AT_COUNTERS);
    lookAtLinks();
    vertx.setPeriodic(LOOK_AT_LINKS.toMillis(), fired -> lookAtLinks());
  }

  private void lookAtLinks() {
    vertx
        .executeBlocking(
            () -> {
              links.look();
              return true;
            },
            false)
        .onSuccess(done -> changed());
  }

  Holding holding() {
    return holding;
  }

  PodDirectory pods() {
    return pods;
  }

  IssuerKeys keys() {
    return keys;
  }

  NodeState state() {
    return state;
  }

  Callers callers() {
    return callers;
  }

  /** Empty until the guard has written them. */
  Optional<Interfaces> interfaces() {
    return interfaces.content();
  }

  /** For how long the guard, which writes every other second, has written nothing. */
  Duration guardSilence() {
    return guard.silence();
  }

  GuardCounters guard() {
    return guard.content().orElse(GuardCounters.NONE);
  }
}
