package dev.rolecall.sts.audit;

import dev.rolecall.identity.Workload;

/** Tells a workload's owner, where they look, why it was refused. Never blocks. */
public interface EventRecorder {
  /**
   * The workload got nothing.
   *
   * @param workload attested: unverified claims are never recorded
   * @param reason a sentence, without anything of another account's policies
   */
  void refused(Workload workload, String reason);
}
