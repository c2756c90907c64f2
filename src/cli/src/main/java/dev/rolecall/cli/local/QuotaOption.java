package dev.rolecall.cli.local;

import dev.rolecall.policy.PolicyQuotas;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Quotas of policies that differ from AWS's. */
public final class QuotaOption {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--quota",
      paramLabel = "NAME=N",
      description =
          "How long a kind of policy may be, as trust-policy=4096, in characters without white space; may be given again. Names: managed-policy, inline-policies, trust-policy, session-policy, service-control-policy, resource-control-policy, resource-policy (default: AWS's quotas).")
  private Map<String, Integer> changed = Map.of();

  /** AWS's quotas with those that were given. */
  public PolicyQuotas quotas() {
    PolicyQuotas quotas = PolicyQuotas.AWS_DEFAULTS;
    for (Map.Entry<String, Integer> quota : changed.entrySet()) {
      try {
        quotas = quotas.with(quota.getKey(), quota.getValue());
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--quota: " + e.getMessage(), e);
      }
    }
    return quotas;
  }
}
