package dev.rolecall.agent.guard.rules;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * An element of a set of pins, in a form in which what is wanted and what stands can be compared.
 *
 * @param interfaceName empty where the set has none
 * @param value empty where there is only the interface; IP addresses as {@link
 *     InetAddress#getHostAddress()} writes them, hardware addresses in lower case, numbers in
 *     hexadecimal after {@code 0x}
 */
public record SetElement(String interfaceName, String value) {
  static SetElement of(String interfaceName, InetAddress address) {
    return new SetElement(interfaceName, address.getHostAddress());
  }

  /** A field of a packet that nft knows no type for. */
  static String number(byte[] bytes) {
    return number(new BigInteger(1, bytes));
  }

  public static String number(BigInteger value) {
    return "0x" + value.toString(16);
  }

  /** The bytes of a hardware address. */
  static byte[] bytes(String mac) {
    return HexFormat.ofDelimiter(":").parseHex(mac);
  }

  private String script() {
    if (interfaceName.isEmpty()) {
      return value;
    }
    String name = '"' + interfaceName + '"';
    return value.isEmpty() ? name : name + " . " + value;
  }

  static String script(Collection<SetElement> elements) {
    return elements.stream().map(SetElement::script).collect(Collectors.joining(", "));
  }
}
