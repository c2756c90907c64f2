package dev.rolecall.operator.metrics;

import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.tenancy.QuotaRules;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What is so in the cluster, as the operator sees it; read when Prometheus asks. */
public final class StateMetrics {
  private StateMetrics() {}

  /**
   * Whether it does its work.
   *
   * @param serving whether the webhooks are answered
   * @param leading whether it writes
   */
  public static void work(
      ProgramMetrics metrics, BooleanSupplier serving, BooleanSupplier leading) {
    metrics.state("rolecall_operator_ready", "Whether webhooks are answered.", serving);
    metrics.state("rolecall_operator_leader", "Whether this replica writes.", leading);
  }

  /** What the resources are like; nothing is counted until all were read. */
  public static void resources(ProgramMetrics metrics, Supplier<Optional<ClusterState>> state) {
    metrics.state(
        "rolecall_operator_resources_read",
        "Whether all resources were read once.",
        () -> state.get().isPresent());
    metrics.gauge(
        "rolecall_operator_resources_not_in_use",
        "Resources whose status says that they are not in use.",
        () -> state.get().map(ClusterState::notInUse).orElse(0L));
    for (String quota : QuotaRules.fields()) {
      metrics.gauge(
          "rolecall_operator_accounts_near_quota",
          "Accounts that have nine tenths of a quota or more.",
          () -> state.get().map(now -> new QuotaRules(now).nearlyFull(quota)).orElse(0L),
          "quota",
          quota);
    }
  }

  /** Nodes that pods are kept off for want of a guard; where nodes are tainted. */
  public static void taintedNodes(ProgramMetrics metrics, IntSupplier count) {
    metrics.gauge(
        "rolecall_operator_tainted_nodes",
        "Nodes without a guard, which pods are kept off.",
        count::getAsInt);
  }
}
