package dev.rolecall.sts.audit;

import dev.rolecall.identity.Workload;

/** Writes down, where a workload's owner looks, what became of its credentials. Never blocks. */
public interface EventRecorder {
  /**
   * @param workload attested: of unverified claims there are no events
   */
  void record(Workload workload, PodEvent event);
}
