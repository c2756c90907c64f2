package dev.rolecall.agent.guard.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses and names from others' text: nothing is resolved, and nothing odd gets into a script.
 */
public final class Literals {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}");

  /**
   * Linux allows more; no network plugin uses it, and nft reads a star at the end as a wildcard.
   */
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");

  private static final int LONGEST = 45;

  private Literals() {}

  /** An IP address that is written as one. */
  public static Optional<InetAddress> address(String text) {
    if (text.length() > LONGEST
        || MAC.matcher(text).matches()
        || !IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** A hardware address, in lower case. */
  public static Optional<String> mac(String text) {
    return MAC.matcher(text).matches()
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** The name of an interface that looks like nothing else. */
  public static boolean isInterface(String text) {
    return INTERFACE.matcher(text).matches() && !text.startsWith("0x") && address(text).isEmpty();
  }
}
