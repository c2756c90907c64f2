package dev.rolecall.operator;

import dev.rolecall.policy.PolicyQuotas;

/** Settings in which {@link StartupChecks} found no problem. */
record CheckedConfig(OperatorConfig get) {
  PolicyQuotas quotas() {
    return StartupChecks.quotas(get.quotas());
  }
}
