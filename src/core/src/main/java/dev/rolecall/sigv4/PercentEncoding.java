package dev.rolecall.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as Signature Version 4 wants it: RFC 3986, only unreserved bytes stay. */
final class PercentEncoding {
  private static final String HEX = "0123456789ABCDEF";
  private static final String UNRESERVED_MARKS = "-_.~";

  private PercentEncoding() {}

  /**
   * The bytes that came over the wire. HTTP servers hand over a byte as a character; text that was
   * decoded already, so that it has greater characters, can only have been UTF-8.
   */
  static byte[] wireBytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    // As long as the text is nearly always: it is ASCII.
    return utf8.length == text.length() || !isOneByteEach(text)
        ? utf8
        : text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isOneByteEach(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param otherwise the reason of the refusal where an escape is broken
   */
  static byte[] decode(String text, SignatureRefusal otherwise) throws RefusedException {
    byte[] bytes = wireBytes(text);
    if (text.indexOf('%') < 0) {
      return bytes;
    }
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        decoded.write(bytes[i]);
        continue;
      }
      if (i + 2 >= bytes.length) {
        throw new RefusedException(otherwise, "Incomplete trailing escape % sequence");
      }
      int high = Character.digit(bytes[i + 1], 16);
      int low = Character.digit(bytes[i + 2], 16);
      if (high < 0 || low < 0) {
        String pattern = new String(bytes, i, 3, StandardCharsets.ISO_8859_1);
        throw new RefusedException(
            otherwise, "Illegal hex character in escape % pattern: " + Quoted.text(pattern));
      }
      decoded.write(high << 4 | low);
      i += 2;
    }
    return decoded.toByteArray();
  }

  /** A query's name or value. */
  static String encode(byte[] bytes) {
    return encode(bytes, "");
  }

  /** A path, whose slashes stay. */
  static String encodePath(byte[] bytes) {
    return encode(bytes, "/");
  }

  /** Whether a path is unreserved characters and slashes alone, which stay as they are. */
  static boolean isPlainPath(String path) {
    for (int i = 0; i < path.length(); i++) {
      char character = path.charAt(i);
      if (character != '/' && !isUnreserved(character)) {
        return false;
      }
    }
    return true;
  }

  private static String encode(byte[] bytes, String kept) {
    StringBuilder encoded = new StringBuilder(bytes.length + 16);
    for (byte each : bytes) {
      char character = (char) (each & 0xff);
      if (isUnreserved(character) || kept.indexOf(character) >= 0) {
        encoded.append(character);
      } else {
        encoded.append('%').append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 15));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(char character) {
    return character >= 'A' && character <= 'Z'
        || character >= 'a' && character <= 'z'
        || character >= '0' && character <= '9'
        || UNRESERVED_MARKS.indexOf(character) >= 0;
  }
}
