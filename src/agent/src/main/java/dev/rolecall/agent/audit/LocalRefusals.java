package dev.rolecall.agent.audit;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.caller.Callers;
import dev.rolecall.agent.endpoint.Refusal;
import dev.rolecall.agent.endpoint.Refusals;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.NodePods;
import dev.rolecall.audit.AuditEvent;
import dev.rolecall.audit.AuditFields;
import dev.rolecall.audit.AuditSink;
import dev.rolecall.audit.AuditedCall;
import dev.rolecall.audit.Outcome;
import dev.rolecall.audit.UserIdentity;
import dev.rolecall.identity.PodRef;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Records what the agent refuses before sts could: who asked is what the connection proved, never
 * what the request says.
 */
public final class LocalRefusals implements Refusals {
  private static final String SERVICE = "rolecall";

  /** The names of the events, by the endpoint that refused. */
  private static final Map<String, String> CALLS =
      Map.of(
          "eks", "GetContainerCredentials",
          "ecs", "GetTaskCredentials",
          "imds", "GetInstanceMetadata",
          "metadata", "GetTaskMetadata");

  private final AuditSink sink;
  private final Callers callers;
  private final NodePods pods;
  private final RefusalCounter counter;
  private final Source source;

  /**
   * Where times and ids come from.
   *
   * @param trace that the request which is refused just now is part of, where it is recorded
   */
  public record Source(Clock clock, Supplier<UUID> ids, Supplier<Optional<String>> trace) {}

  /** Counts refusals. */
  @FunctionalInterface
  public interface RefusalCounter {
    void count(String endpoint, String code);
  }

  public LocalRefusals(
      AuditSink sink, Callers callers, NodePods pods, RefusalCounter counter, Source source) {
    this.sink = sink;
    this.callers = callers;
    this.pods = pods;
    this.counter = counter;
    this.source = source;
  }

  @Override
  public void refused(Refusal refusal) {
    counter.count(refusal.endpoint(), refusal.code());
    sink.record(event(refusal));
  }

  private AuditEvent event(Refusal refusal) {
    return new AuditEvent(
        source.clock().instant(),
        new AuditedCall(
            SERVICE,
            CALLS.getOrDefault(refusal.endpoint(), AuditedCall.UNKNOWN),
            source.ids().get().toString(),
            refusal.connection().source().getHostAddress(),
            ""),
        new UserIdentity.Unknown(),
        new Outcome.Refused(refusal.code(), refusal.code(), refusal.reason()),
        Optional.empty(),
        known(refusal).flatMap(NodePod::account).map(account -> account.value()),
        Map.of(),
        Map.of(),
        details(refusal));
  }

  private Map<String, Object> details(Refusal refusal) {
    Map<String, Object> details = new LinkedHashMap<>();
    known(refusal).ifPresent(pod -> details.put(AuditFields.WORKLOAD, workload(pod)));
    pods.node().ifPresent(node -> details.put(AuditFields.NODE, node.name()));
    source.trace().get().ifPresent(id -> details.put(AuditFields.TRACE_ID, id));
    return details;
  }

  private Optional<NodePod> known(Refusal refusal) {
    return refusal.pod().isPresent()
        ? refusal.pod().map(PodRef::uid).flatMap(pods::find)
        : callers.of(refusal.connection()) instanceof Caller.Pod(var pod)
            ? Optional.of(pod)
            : Optional.empty();
  }

  private static Map<String, Object> workload(NodePod pod) {
    Map<String, Object> workload = new LinkedHashMap<>();
    workload.put(AuditFields.NAMESPACE, pod.pod().namespace());
    workload.put(AuditFields.POD, pod.pod().name());
    workload.put(AuditFields.POD_UID, pod.pod().uid());
    workload.put(AuditFields.SERVICE_ACCOUNT, pod.serviceAccount().name());
    return workload;
  }
}
