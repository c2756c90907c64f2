package dev.rolecall.kube.directory;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.kube.resource.IAMRole;
import java.util.Optional;

/** ARNs of IAMRoles, whether they can be used or not. */
public final class RoleArns {
  private RoleArns() {}

  /** The ARN that a role has in an account; empty where its name or path is none. */
  public static Optional<RoleArn> of(IAMRole role, AccountId account) {
    try {
      return Optional.of(new RoleArn(account, RoleMapping.pathOf(role), RoleMapping.nameOf(role)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
