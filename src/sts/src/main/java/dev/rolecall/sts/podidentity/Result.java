package dev.rolecall.sts.podidentity;

import dev.rolecall.binding.Binding;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.assume.Assumed;
import dev.rolecall.sts.assume.Refusal;

/** What became of an agent's wish. */
sealed interface Result {
  /**
   * A pod wears its role.
   *
   * @param service on whose behalf
   * @param shape what the credentials were shaped by, as the agent's stream tells it
   */
  record ToPod(
      Assumed assumed, Workload workload, Binding.Bound binding, String service, String shape)
      implements Result {}

  /** Processes of the node wear its role. */
  record ToNode(Assumed assumed, String profile) implements Result {}

  record Refused(Refusal refusal) implements Result {}
}
