package dev.rolecall.cli.live;

import dev.rolecall.identity.ServiceAccountRef;

/** Whether RBAC grants a service account the use of an IAMRole, as the webhook asks it. */
@FunctionalInterface
public interface RoleGrants {
  /**
   * @param namespace of the IAMRole
   * @param name of the IAMRole
   */
  Sight<Boolean> ask(ServiceAccountRef account, String namespace, String name);
}
