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
      return silence(e.error());
    } catch (LinkageError e) {
      // A full disk, or a want of files, which others can bring about: says nothing of the kernel.
      return new SocketGroup.NotNow("the library that asks the kernel cannot be loaded: " + e);
    }
  }

  /**
   * What an error says of the kernel.
   *
   * @param error as errno(3) numbers it
   */
  static SocketGroup silence(int error) {
    String reason = "the kernel cannot be asked about sockets: error " + error;
    return NEVER.contains(error) ? new SocketGroup.Untold(reason) : new SocketGroup.NotNow(reason);
  }
}
