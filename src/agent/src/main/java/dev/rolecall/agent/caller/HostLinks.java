package dev.rolecall.agent.caller;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What comes from processes of the host: by loopback, or from an address of the link that bears the
 * agent's addresses. Linux names that link for what the host sends to itself there (the interface
 * of the local route, {@code net/ipv4/route.c}). It also names it for IPv6 packets of pods whose
 * destination was translated while they crossed a bridge (br_netfilter): these have a route before
 * the IP layer sees them, and its interface counts ({@code net/ipv6/ip6_input.c}). So the index
 * alone proves nothing; nobody else has the link's addresses, and none may come in from elsewhere.
 */
public final class HostLinks {
  /** Linux's index of it in every network namespace. */
  private static final int LOOPBACK = 1;

  private static final Link NONE = new Link(LOOPBACK, Set.of());

  private final InetAddress address;
  private volatile Link link = NONE;

  private record Link(int index, Set<InetAddress> addresses) {
    static Link of(NetworkInterface found) {
      return new Link(
          found.getIndex(), found.inetAddresses().collect(Collectors.toUnmodifiableSet()));
    }
  }

  /**
   * @param address one of the agent's, which are all on one link
   */
  public HostLinks(InetAddress address) {
    this.address = address;
  }

  /** Looks which link it is now. Blocks for a moment: not for an event loop. */
  public void look() {
    link = found().orElse(NONE);
  }

  private Optional<Link> found() {
    try {
      @Nullable NetworkInterface found = NetworkInterface.getByInetAddress(address);
      return Optional.ofNullable(found).map(Link::of);
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  /** Whether it is a process of the host. */
  boolean include(Connection connection) {
    return connection.interfaceIndex() == LOOPBACK
        || isByLink(connection) && link.addresses().contains(connection.source());
  }

  /** Whether Linux names the link: where no process of the host called, a bridge was crossed. */
  boolean isByLink(Connection connection) {
    return connection.interfaceIndex() == link.index();
  }
}
