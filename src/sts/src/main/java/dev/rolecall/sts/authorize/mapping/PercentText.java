package dev.rolecall.sts.authorize.mapping;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes percent-encoded text once (RFC 3986, section 2.1). */
public final class PercentText {
  /** What may stand unencoded in a path or query (RFC 3986, section 3.4); {@code #} ends both. */
  private static final String MARKS = "-._~!$&'()*+,;=:@/?";

  private PercentText() {}

  /**
   * @param what of the request it is, for the reason
   * @throws UnmappedException where it has other characters than a URI, a broken escape, or is not
   *     UTF-8 text without control characters
   */
  public static String decode(String text, String what) throws UnmappedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character != '%') {
        if (!isPlain(character)) {
          throw new UnmappedException(what + " has a character that must be percent-encoded");
        }
        bytes.write(character);
        continue;
      }
      bytes.write(escape(text, i, what));
      i += 2;
    }
    return utf8(bytes.toByteArray(), what);
  }

  private static boolean isPlain(char character) {
    return character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z'
        || character >= '0' && character <= '9'
        || MARKS.indexOf(character) >= 0;
  }

  private static int escape(String text, int at, String what) throws UnmappedException {
    int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw new UnmappedException(what + " has a broken percent escape");
    }
    return high << 4 | low;
  }

  private static String utf8(byte[] bytes, String what) throws UnmappedException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw new UnmappedException(what + " has a control character");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new UnmappedException(what + " is not UTF-8");
    }
  }
}
