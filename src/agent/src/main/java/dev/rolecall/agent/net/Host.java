package dev.rolecall.agent.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The host of a URL or a Host header. No name is ever resolved here. */
public final class Host {
  private Host() {}

  /** Whether it is {@code localhost} or a loopback address. */
  public static boolean isLoopback(String host) {
    return address(host)
        .map(InetAddress::isLoopbackAddress)
        .orElse(host.equalsIgnoreCase("localhost"));
  }

  /** The address that it is; empty where it is a name. */
  public static Optional<InetAddress> address(String host) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    try {
      return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An IPv6 address without the brackets it has in URLs. */
  static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
