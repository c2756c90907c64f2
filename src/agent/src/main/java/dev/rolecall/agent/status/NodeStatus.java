package dev.rolecall.agent.status;

import dev.rolecall.agent.caller.Interfaces;
import dev.rolecall.agent.credentials.CredentialCache;
import dev.rolecall.agent.listener.NodeListener;
import dev.rolecall.agent.node.NodePods;
import dev.rolecall.agent.process.HostProcesses;
import dev.rolecall.agent.stream.NodeState;
import dev.rolecall.agent.stream.NodeStream;
import dev.rolecall.agent.sts.StsAvailability;
import dev.rolecall.agent.sts.StsClock;
import dev.rolecall.audit.JsonLinesAudit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the agent of a node is. Ready means that it can tell the node's pods apart and serve them; it
 * stays ready while sts is away, since it serves what it has, and says for how long that has been.
 */
public final class NodeStatus {
  private static final Duration LONG_AGO = Duration.ofSeconds(30);

  private final Parts parts;
  private final List<NodeListener> listeners;
  private final Clock clock;

  /** What there is to tell about. */
  public record Parts(
      NodeStream stream,
      NodeState state,
      NodePods pods,
      Supplier<Optional<Interfaces>> interfaces,
      Guard guard,
      Upstream upstream,
      JsonLinesAudit audit,
      Kept kept,
      Counters counters) {}

  /** What is in memory, and how those are known for whom it is. */
  public record Kept(CredentialCache credentials, HostProcesses processes) {}

  /** What the guard tells, and for how long it has told nothing new. */
  public record Guard(Supplier<GuardCounters> counters, Supplier<Duration> silence) {}

  /** How sts is. */
  public record Upstream(StsAvailability availability, StsClock clock) {}

  public NodeStatus(Parts parts, List<NodeListener> listeners, Clock clock) {
    this.parts = parts;
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
  }

  /** A sentence for each thing without which pods cannot be served; none where it is ready. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!parts.state().isSynced()) {
      missing.add("sts has not told this node's pods yet");
    }
    if (parts.interfaces().get().isEmpty()) {
      missing.add("the guard has not told this node's interfaces yet");
    }
    for (NodeListener listener : listeners) {
      // IPv6 may be off: who has none misses none.
      if (!listener.isListening() && !listener.address().host().contains(":")) {
        missing.add("cannot listen on " + listener.address() + " yet");
      }
    }
    return missing;
  }

  /** What to know of an agent that is ready. */
  String remark() {
    long silence = secondsOfSilence();
    return silence > LONG_AGO.toSeconds()
        ? "ok, but sts has not been heard for " + silence + " s: pods are known as of then"
        : "ok";
  }

  private long secondsOfSilence() {
    return parts.stream()
        .heard()
        .map(heard -> Duration.between(heard, clock.instant()).toSeconds())
        .orElse(0L);
  }

  String metrics() {
    MetricsText text = new MetricsText();
    parts.counters().write(text);
    text.gauge("rolecall_agent_pods", "Pods of the node.", parts.pods().all().size());
    text.gauge("rolecall_agent_ready", "Whether pods can be served.", missing().isEmpty() ? 1 : 0);
    text.gauge(
        "rolecall_agent_stream_silence_seconds", "Since sts was heard last.", secondsOfSilence());
    text.counter(
        "rolecall_agent_stream_breaks_total",
        "How often the stream of sts broke.",
        Map.of(),
        parts.stream().breaks());
    text.counter(
        "rolecall_agent_stream_unusable_total",
        "What sts told that could not be used.",
        Map.of(),
        parts.state().unreadable());
    parts
        .interfaces()
        .get()
        .ifPresent(interfaces ->
            text.gauge(
                "rolecall_agent_interfaces_generation",
                "Which list of interfaces is in use.",
                interfaces.generation()));
    writeUpstream(text);
    text.gauge(
        "rolecall_agent_guard_silence_seconds",
        "Since the guard last wrote that its rules stand.",
        parts.guard().silence().get().toSeconds());
    parts.guard().counters().get().write(text);
    return text.toString();
  }

  private void writeUpstream(MetricsText text) {
    text.gauge(
        "rolecall_agent_sts_available",
        "Whether sts answered when it was last asked.",
        parts.upstream().availability().isAway() ? 0 : 1);
    text.gauge(
        "rolecall_agent_clock_ahead_seconds",
        "By how much this node's clock is ahead of that of sts.",
        parts.upstream().clock().ahead().toSeconds());
    text.gauge(
        "rolecall_agent_cached_credentials",
        "Credentials in memory.",
        parts.kept().credentials().entries());
    text.gauge(
        "rolecall_agent_host_pods_by_cgroup",
        "Whether pods on the host's network are known by the control groups of their sockets too.",
        parts.kept().processes().areTold() ? 1 : 0);
    text.gauge(
        "rolecall_agent_audit_writing",
        "Whether refusals are recorded.",
        parts.audit().isWriting() ? 1 : 0);
    text.gauge(
        "rolecall_agent_audit_waiting_events",
        "Events that wait to be written.",
        parts.audit().waiting());
  }
}
