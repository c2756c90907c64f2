package dev.rolecall.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64url without padding (RFC 4648, section 5; RFC 7515, section 2), in the one spelling that
 * each value has: readers that forgive strange characters and unused bits let one value have
 * several texts.
 */
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /** The bytes; empty where {@link #encode} gives no such text. */
  public static Optional<byte[]> decode(String text) {
    int beyond = text.length() % 4;
    if (beyond == 1 || beyond != 0 && hasUnusedBits(text, beyond) || text.endsWith("=")) {
      return Optional.empty();
    }
    try {
      // A character beyond Latin-1 becomes a question mark, which is refused.
      return Optional.of(DECODER.decode(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean hasUnusedBits(String text, int beyond) {
    int last = ALPHABET.indexOf(text.charAt(text.length() - 1));
    return last < 0 || (last & (beyond == 2 ? 0b1111 : 0b11)) != 0;
  }
}
