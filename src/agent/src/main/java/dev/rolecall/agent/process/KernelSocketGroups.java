package dev.rolecall.agent.process;

import java.util.Set;

/** Asks Linux. */
final class KernelSocketGroups implements SocketGroups {
  /** EPERM, EACCES, EPROTONOSUPPORT, ESOCKTNOSUPPORT, EAFNOSUPPORT: nothing that passes. */
  private static final Set<Integer> NEVER = Set.of(1, 13, 93, 94, 97);

  @Override
  public SocketGroup of(SocketEnds socket) {
    SocketQuestion question = new SocketQuestion(socket);
    try {
      return question.answer(Netlink.ask(question.bytes()));
    } catch (Netlink.CallException e) {
      String reason = "the kernel cannot be asked about sockets: error " + e.error();
      return NEVER.contains(e.error())
          ? new SocketGroup.Untold(reason)
          : new SocketGroup.NotNow(reason);
    } catch (LinkageError e) {
      return new SocketGroup.Untold("the library that asks the kernel cannot be loaded: " + e);
    }
  }
}
