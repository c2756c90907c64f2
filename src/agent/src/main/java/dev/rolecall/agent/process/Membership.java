package dev.rolecall.agent.process;

/** Whether the process at a connection's other end is of a pod. */
public sealed interface Membership {
  /** It is, or nothing but the pod's token tells. */
  record Member() implements Membership {}

  /**
   * It is not.
   *
   * @param reason for the audit event
   */
  record Foreign(String reason) implements Membership {}

  /**
   * It is not known now.
   *
   * @param reason for the log and the audit event
   */
  record NotNow(String reason) implements Membership {}
}
