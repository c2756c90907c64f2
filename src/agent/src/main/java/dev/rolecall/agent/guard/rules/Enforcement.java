package dev.rolecall.agent.guard.rules;

/** What becomes of what the rules match. */
public enum Enforcement {
  /** It is stopped; pods are sent to the agent. */
  FULL,
  /** It is counted and logged, and passes; nobody is sent to the agent instead of IMDS. */
  OBSERVE,
  /** Pods reach neither IMDS nor the agent: before the guard knows the node. */
  BOOT
}
