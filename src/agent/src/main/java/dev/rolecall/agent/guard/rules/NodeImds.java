package dev.rolecall.agent.guard.rules;

/** What processes of the node find at the address of IMDS. */
public enum NodeImds {
  /** The real one. */
  REAL,
  /** The agent, which gives them the role of the node's InstanceProfile. */
  ROLECALL,
  /** Nothing. */
  NONE
}
