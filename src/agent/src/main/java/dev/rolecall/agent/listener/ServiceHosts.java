package dev.rolecall.agent.listener;

import dev.rolecall.agent.net.Host;
import dev.rolecall.agent.net.ListenAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The {@code Host} headers that a listener answers to: the address that pods call, and no name,
 * since a page in a browser that resolves its own name to that address sends its own name.
 */
final class ServiceHosts {
  /** The guard hands what is sent to the one on to the other. */
  private static final Map<String, String> STANDS_IN_FOR =
      Map.of("169.254.170.254", "169.254.169.254", "fd00:ec2::170:254", "fd00:ec2::254");

  private final Set<String> accepted;
  private String lastGood = "";

  ServiceHosts(ListenAddress listen) {
    String host = STANDS_IN_FOR.getOrDefault(listen.host(), listen.host());
    String inUrl = host.contains(":") ? "[" + host + "]" : host;
    accepted =
        Host.isLoopback(host)
            // Only processes of this machine reach it, by its own port.
            ? Set.of(inUrl + ":" + listen.port(), inUrl, "localhost:" + listen.port())
            : Set.of(inUrl, inUrl + ":80");
  }

  /**
   * @param headers all that the request has
   */
  boolean areMeantBy(List<String> headers) {
    if (headers.size() != 1) {
      return false;
    }
    String host = headers.getFirst();
    if (host.equals(lastGood)) {
      return true;
    }
    boolean good = accepted.contains(host.toLowerCase(Locale.ROOT));
    lastGood = good ? host : lastGood;
    return good;
  }

  @Override
  public String toString() {
    return String.join(", ", accepted);
  }
}
