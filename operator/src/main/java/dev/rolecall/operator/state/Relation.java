package dev.rolecall.operator.state;

/** How one object names another, which would miss it. */
public enum Relation {
  /** A role has the policy among its managed policies. */
  ATTACHED,
  /** A role has the policy as its permissions boundary. */
  BOUNDARY,
  /** An association of the role's own account gives the role to pods. */
  ASSOCIATED,
  /** An InstanceProfile gives the role to nodes. */
  PROFILED
}
