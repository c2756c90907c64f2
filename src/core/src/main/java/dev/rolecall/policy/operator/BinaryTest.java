package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Variables;
import java.nio.ByteBuffer;
import java.util.Base64;

/** {@code BinaryEquals}: base64 text of the same bytes. */
record BinaryTest(String text, ByteBuffer bytes) implements ValueTest {
  private static final int BITS = 6;

  static ValueTest parse(String value) throws PatternException {
    try {
      return new BinaryTest(value, ByteBuffer.wrap(Base64.getDecoder().decode(value)));
    } catch (IllegalArgumentException e) {
      throw new PatternException("TYPE_MISMATCH_STRING", "'" + value + "' is not base64.");
    }
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    int digits = digits(value);
    return Outcome.of(
        isPadded(value, digits)
            && digits * (long) BITS / Byte.SIZE == bytes.limit()
            && hasBytes(value));
  }

  private boolean hasBytes(String value) {
    for (int i = 0; i < bytes.limit(); i++) {
      long bit = (long) i * Byte.SIZE;
      int digit = (int) (bit / BITS);
      int two = digit(value.charAt(digit)) << BITS | digit(value.charAt(digit + 1));
      byte given = (byte) (two >> (2 * BITS - Byte.SIZE - (int) (bit % BITS)));
      if (given != bytes.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** How many digits it begins with. */
  private static int digits(String text) {
    int at = 0;
    while (at < text.length() && digit(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** Whether behind the digits there is nothing, or what fills the last four characters. */
  private static boolean isPadded(String text, int digits) {
    int padding = text.length() - digits;
    return switch (digits % 4) {
      case 0 -> padding == 0;
      case 2 -> padding == 0 || (padding == 2 && text.endsWith("=="));
      case 3 -> padding == 0 || (padding == 1 && text.endsWith("="));
      default -> false;
    };
  }

  private static int digit(char unit) {
    if (unit >= 'A' && unit <= 'Z') {
      return unit - 'A';
    }
    if (unit >= 'a' && unit <= 'z') {
      return unit - 'a' + 26;
    }
    if (unit >= '0' && unit <= '9') {
      return unit - '0' + 52;
    }
    return unit == '+' ? 62 : unit == '/' ? 63 : -1;
  }

  @Override
  public String toString() {
    return text;
  }
}
