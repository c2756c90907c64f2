package dev.rolecall.agent.process;

/** The kernel, asked for the control groups of sockets. */
@FunctionalInterface
interface SocketGroups {
  /** At once, but for the first question. */
  SocketGroup of(SocketEnds socket);
}
