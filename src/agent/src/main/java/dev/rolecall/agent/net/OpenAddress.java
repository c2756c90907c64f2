package dev.rolecall.agent.net;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of the node and a port, for what anybody may know who reaches the node.
 *
 * @param host an IP address without brackets
 */
public record OpenAddress(String host, int port) {
  private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9.]+):([0-9]{1,5})");
  private static final int LAST_PORT = 65_535;

  public OpenAddress {
    if (port < 0 || port > LAST_PORT || Host.address(host).isEmpty()) {
      throw new IllegalArgumentException("must be an IP address and a port, as 0.0.0.0:8495");
    }
  }

  /**
   * @param text {@code 0.0.0.0:8495} or {@code [::]:8495}
   * @throws IllegalArgumentException that says what it must be
   */
  public static OpenAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new OpenAddress(Host.unbracketed(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : new OpenAddress("", 0);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
