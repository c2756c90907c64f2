package dev.rolecall.agent.endpoint;

import java.util.HexFormat;
import java.util.Optional;

/** The path of a request target, as lists of allowed paths are held against it. */
public final class RequestPath {
  private RequestPath() {}

  /**
   * The path with its escapes undone once, and nothing else: no dots, slashes or letters are made
   * equal. Empty where it is no path that an honest client sends: an absolute URI, a query, an
   * escaped slash, backslash, percent sign or control, an escape that is none, anything that is not
   * ASCII.
   */
  public static Optional<String> decoded(String target) {
    if (!target.startsWith("/")) {
      return Optional.empty();
    }
    StringBuilder path = new StringBuilder(target.length());
    for (int i = 0; i < target.length(); i++) {
      char character = target.charAt(i);
      if (character == '%') {
        int escaped = escaped(target, i + 1);
        if (!isPlain(escaped) || escaped == '/') {
          return Optional.empty();
        }
        path.append((char) escaped);
        i += 2;
      } else if (isPlain(character)) {
        path.append(character);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(path.toString());
  }

  /** The octet that two hexadecimal digits stand for; -1 where there are none. */
  private static int escaped(String target, int from) {
    return from + 2 <= target.length()
            && HexFormat.isHexDigit(target.charAt(from))
            && HexFormat.isHexDigit(target.charAt(from + 1))
        ? HexFormat.fromHexDigits(target, from, from + 2)
        : -1;
  }

  private static boolean isPlain(int character) {
    return character > ' ' && character < 0x7F && "%?#\\".indexOf(character) < 0;
  }
}
