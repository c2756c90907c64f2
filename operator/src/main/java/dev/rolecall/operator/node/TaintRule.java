package dev.rolecall.operator.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a node has the taint. The guard's rules outlive its process, but not the node's kernel: a
 * node whose agent was ready since it booted has a grace, one where none was is tainted at once.
 */
final class TaintRule {
  private final Clock clock;
  private final Duration grace;
  private final NodeSelection nodes;
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();

  /**
   * @param grace how long a node whose agent was ready may be without a ready one
   * @param nodes that can run the agent; others are left alone
   */
  TaintRule(Clock clock, Duration grace, NodeSelection nodes) {
    this.clock = clock;
    this.grace = grace;
    this.nodes = nodes;
  }

  /**
   * @param agents the agent's pods on this node
   */
  TaintDecision decide(Node node, Collection<Pod> agents) {
    if (!nodes.selects(node)) {
      return new TaintDecision.Leave();
    }
    boolean tainted = NodeTaint.isOn(node);
    return switch (standing(node, agents)) {
      case Standing.Ready ready -> tainted ? new TaintDecision.Lift() : new TaintDecision.Leave();
      case Standing.Missed missed when !tainted -> missed(missed.since());
      case Standing.Never never when !tainted ->
          new TaintDecision.Add("no agent was ready on the node since it started");
      case Standing.Missed missed -> new TaintDecision.Leave();
      case Standing.Never never -> new TaintDecision.Leave();
    };
  }

  /** Forgets all nodes but these. */
  void retain(Set<String> names) {
    standings.keySet().retainAll(names);
  }

  private TaintDecision missed(Instant since) {
    Duration left = grace.minus(Duration.between(since, clock.instant()));
    return left.isPositive()
        ? new TaintDecision.LookAgainIn(left)
        : new TaintDecision.Add(
            "the agent has not been ready on the node for %d s".formatted(grace.toSeconds()));
  }

  private Standing standing(Node node, Collection<Pod> agents) {
    Instant now = clock.instant();
    String boot = boot(node);
    Optional<String> guard =
        agents.stream().flatMap(pod -> AgentPod.readyGuard(pod).stream()).findFirst();
    String name = node.getMetadata().getName();
    Standing before = Optional.ofNullable(standings.get(name)).orElseGet(() -> unseen(node, now));
    Standing after =
        guard.map(id -> before.ready(boot, id, now)).orElseGet(() -> before.missing(boot, now));
    Standing known = after.knownAt(now);
    standings.put(name, known);
    return known;
  }

  /**
   * Whoever begins to lead has seen nothing. A node that is not tainted although it is older than
   * the grace had a ready agent under whoever led before; a younger one may have had none.
   */
  private Standing unseen(Node node, Instant now) {
    String created = node.getMetadata().getCreationTimestamp();
    boolean old = created != null && Instant.parse(created).plus(grace).isBefore(now);
    return old ? new Standing.Missed(boot(node), "", now) : new Standing.Never(boot(node), "");
  }

  private static String boot(Node node) {
    String boot =
        node.getStatus() == null
            ? null
            : Optional.ofNullable(node.getStatus().getNodeInfo())
                .map(NodeSystemInfo::getBootID)
                .orElse(null);
    return node.getMetadata().getUid() + " " + boot;
  }
}
