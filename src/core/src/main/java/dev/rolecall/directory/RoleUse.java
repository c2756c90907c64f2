package dev.rolecall.directory;

/** Who may have a pod, an association or a task name a role of an account. */
public enum RoleUse {
  /** Whoever may create it. */
  ANY,
  /**
   * Those, or those whose pod's service account, RBAC grants {@code use} on the IAMRole by its
   * name.
   */
  GRANTED
}
