package dev.rolecall.sigv4;

/** What parts of a signature look like; each request has several, so none is asked by a pattern. */
final class Forms {
  private static final int HASH_LENGTH = 64;
  private static final int LONGEST_NAME = 64;
  private static final int TIME_LENGTH = 16;

  private Forms() {}

  /** Whether it is a SHA-256 in lower-case hex. */
  static boolean isHash(String text) {
    if (text.length() != HASH_LENGTH) {
      return false;
    }
    for (int i = 0; i < HASH_LENGTH; i++) {
      char unit = text.charAt(i);
      if (!isDigit(unit) && (unit < 'a' || unit > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Whether it may name a region or a service: 1 to 64 of {@code a-z}, digits and dashes. */
  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!isDigit(unit) && (unit < 'a' || unit > 'z') && unit != '-') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_NAME;
  }

  /** Whether it is written as {@code 20150830T123600Z} is. */
  static boolean isTime(String text) {
    if (text.length() != TIME_LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
      return false;
    }
    for (int i = 0; i < TIME_LENGTH - 1; i++) {
      if (i != 8 && !isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }
}
