package dev.rolecall.agent.caller;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which interfaces only processes of the host can come by: loopback, and the link that bears the
 * agent's addresses. Linux names the latter for what the host sends to itself there (the interface
 * of the local route, {@code net/ipv4/route.c}); nothing is at its other end.
 */
public final class HostLinks {
  /** Linux's index of it in every network namespace. */
  private static final int LOOPBACK = 1;

  private final InetAddress address;
  private volatile int link = LOOPBACK;

  /**
   * @param address one of the agent's, which are all on one link
   */
  public HostLinks(InetAddress address) {
    this.address = address;
  }

  /** Looks which link it is now. Blocks for a moment: not for an event loop. */
  public void look() {
    link = index().orElse(LOOPBACK);
  }

  private Optional<Integer> index() {
    try {
      @Nullable NetworkInterface found = NetworkInterface.getByInetAddress(address);
      return Optional.ofNullable(found).map(NetworkInterface::getIndex);
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  /** Whether whoever comes by this interface is of the host. */
  boolean include(int interfaceIndex) {
    return interfaceIndex == LOOPBACK || interfaceIndex == link;
  }
}
