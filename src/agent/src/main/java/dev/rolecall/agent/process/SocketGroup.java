package dev.rolecall.agent.process;

/** What the kernel says of the control group of a connected socket. */
sealed interface SocketGroup {
  /**
   * That of the process which made the socket.
   *
   * @param id of version 2
   */
  record Of(long id) implements SocketGroup {
    /** The kernel's first, and what it says where groups of version 1 hide others. */
    static final long ROOT = 1;
  }

  /** There is no such socket, or it is not connected. */
  record NoSocket() implements SocketGroup {}

  /**
   * It says nothing, whoever asks and of what: for good, and nothing that a process could cause.
   *
   * @param reason for the log
   */
  record Untold(String reason) implements SocketGroup {}

  /**
   * It said nothing now.
   *
   * @param reason for the log and the audit event
   */
  record NotNow(String reason) implements SocketGroup {}
}
