package dev.rolecall.agent.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the agent listens: a loopback or link-local address, which only this pod or this node can
 * reach.
 *
 * @param host an IP address without brackets
 * @param port 0 for any free one
 */
public record ListenAddress(String host, int port) {
  private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9.]+):([0-9]{1,5})");

  /** A Host header: a name or an address, perhaps with a port (RFC 9110, 7.2). */
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]@/]+)(?::[0-9]{0,5})?");

  private static final int LAST_PORT = 65_535;

  /** EKS Pod Identity's IPv6 address is unique-local, and so is the stand-in of IMDS's. */
  private static final List<String> UNIQUE_LOCAL = List.of("fd00:ec2::23", "fd00:ec2::170:254");

  public ListenAddress {
    if (port < 0
        || port > LAST_PORT
        || !Host.address(host).filter(ListenAddress::fits).isPresent()) {
      throw new IllegalArgumentException(
          "must be a loopback or link-local address and a port, such as 127.0.0.1:8481");
    }
  }

  private static boolean fits(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || UNIQUE_LOCAL.stream().anyMatch(own -> Host.address(own).equals(Optional.of(address)));
  }

  /**
   * @param text {@code 127.0.0.1:8481} or {@code [::1]:8481}
   * @throws IllegalArgumentException that says what it must be
   */
  public static ListenAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new ListenAddress(Host.unbracketed(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : new ListenAddress("", 0);
  }

  /**
   * Whether a request with this {@code Host} was meant for the agent: a page in a browser that
   * resolves its own name to the agent's address sends its own name.
   */
  public boolean isMeantBy(String hostHeader) {
    Matcher matcher = AUTHORITY.matcher(hostHeader);
    if (!matcher.matches()) {
      return false;
    }
    String named = Host.unbracketed(matcher.group(1));
    return Host.isLoopback(named)
        || Host.address(named)
            .filter(own -> Host.address(host).equals(Optional.of(own)))
            .isPresent();
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
