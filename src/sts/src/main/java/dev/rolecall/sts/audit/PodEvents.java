package dev.rolecall.sts.audit;

import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.identity.Workload;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Tells the owners of workloads what is news to them. */
public final class PodEvents {
  private final EventRecorder recorder;
  private final WornRoles roles;

  private PodEvents(EventRecorder recorder, WornRoles roles) {
    this.recorder = recorder;
    this.roles = roles;
  }

  /** Of pods whose nodes say when they were started. */
  public static PodEvents of(EventRecorder recorder, NodeDirectory nodes, Clock clock) {
    return new PodEvents(
        recorder,
        new WornRoles(
            // A pod whose start is not told yet has just been started.
            pod ->
                nodes
                    .status(pod.uid())
                    .map(status -> Optional.<Instant>ofNullable(status.started()))
                    .map(started -> started.orElseGet(clock::instant)),
            clock));
  }

  /** Of refusals alone, before anything is known of pods. */
  public static PodEvents ofRefusals(EventRecorder recorder, Clock clock) {
    return new PodEvents(recorder, new WornRoles(pod -> Optional.empty(), clock));
  }

  void refused(Workload workload, String reason) {
    roles.refused(workload.pod());
    recorder.record(workload, new PodEvent.Refused(reason));
  }

  void issued(IssuedRole issued) {
    roles.issued(issued).ifPresent(event -> recorder.record(issued.pod(), event));
  }
}
