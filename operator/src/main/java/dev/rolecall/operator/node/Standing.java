package dev.rolecall.operator.node;

import java.time.Instant;

/** What is known of the guard of a node that runs since {@link #boot}. */
sealed interface Standing {
  /** One start of one node's kernel. */
  String boot();

  /** The id of the guard's container that was ready last; empty where none was seen. */
  String guard();

  /** The agent is ready, so the guard's rules stand. */
  record Ready(String boot, String guard) implements Standing {}

  /** The agent was ready, so the rules stand, but its process is not there. */
  record Missed(String boot, String guard, Instant since) implements Standing {}

  /**
   * No agent was ready yet.
   *
   * @param guard of an earlier boot: its pod may be called ready until the kubelet looks
   */
  record Never(String boot, String guard) implements Standing {}

  /** What is known once the container {@code guard} is ready. */
  default Standing ready(String boot, String guard, Instant now) {
    boolean ofEarlierBoot =
        guard.equals(guard()) && (this instanceof Never || !boot.equals(boot()));
    return ofEarlierBoot ? missing(boot, now) : new Ready(boot, guard);
  }

  /** The same by a clock that may have been set back: nothing is missed since later. */
  default Standing knownAt(Instant now) {
    return this instanceof Missed(var boot, var guard, var since) && since.isAfter(now)
        ? new Missed(boot, guard, now)
        : this;
  }

  /** What is known where no agent is ready. */
  default Standing missing(String boot, Instant now) {
    if (!boot.equals(boot())) {
      return new Never(boot, guard());
    }
    return this instanceof Ready ? new Missed(boot, guard(), now) : this;
  }
}
