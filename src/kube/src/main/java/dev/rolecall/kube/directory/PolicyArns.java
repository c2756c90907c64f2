package dev.rolecall.kube.directory;

import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.resource.IAMPolicy;
import java.util.Optional;

/** The ARNs of managed policies. */
public final class PolicyArns {
  private PolicyArns() {}

  /** The ARN that a policy has in an account. */
  public static String of(IAMPolicy policy, AccountId account) {
    String path = Optional.ofNullable(policy.getSpec().getPath()).orElse("/");
    return "arn:aws:iam::" + account + ":policy" + path + nameOf(policy);
  }

  /** Of its name in the account. */
  public static String nameOf(IAMPolicy policy) {
    return Optional.ofNullable(policy.getSpec().getPolicyName())
        .orElse(policy.getMetadata().getName());
  }
}
