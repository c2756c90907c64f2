package dev.rolecall.agent.caller;

import dev.rolecall.agent.node.NodePod;

/** Who is at the other end of a connection. */
public sealed interface Caller {
  /** The pod that the interface, the address and the directory agree on. */
  record Pod(NodePod pod) implements Caller {}

  /** A process on the host's network: of the node itself, or of a pod that a token must name. */
  record Host() implements Caller {}

  /**
   * Not known yet, and may be in a moment: a pod that is a moment old.
   *
   * @param reason for the log and the audit event
   */
  record NotYet(String reason) implements Caller {}

  /**
   * Not who it seems: the address is another interface's, or of a pod that is gone.
   *
   * @param reason for the log and the audit event
   */
  record Stranger(String reason) implements Caller {}
}
