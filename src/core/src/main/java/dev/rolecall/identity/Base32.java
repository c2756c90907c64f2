package dev.rolecall.identity;

/** RFC 4648 base 32 without padding: the alphabet of AWS ids. */
final class Base32 {
  static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  /** The first {@code length} characters of the encoding of {@code bytes}. */
  static String encode(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int bit = 0; text.length() < length; bit += 5) {
      int index = bit >> 3;
      int pair = (byteAt(bytes, index) << 8) | byteAt(bytes, index + 1);
      text.append(ALPHABET.charAt((pair >> (11 - (bit & 7))) & 31));
    }
    return text.toString();
  }

  private static int byteAt(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xff : 0;
  }
}
