package dev.rolecall.agent.imds;

/** What a token that was shown is worth. */
enum TokenCheck {
  VALID,
  /** It was, or would be. */
  EXPIRED,
  /** Another pod's, another node's, or nobody's. */
  FOREIGN,
  /** There is none, and one is needed. */
  MISSING
}
