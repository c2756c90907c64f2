package dev.rolecall.policy.pattern;

/**
 * Lower case of what AWS compares whatever its case. Each character has its own, whatever stands
 * next to it, so that this takes linear time: {@link String#toLowerCase()} takes the square of it
 * for text of Greek sigmas or Turkish dotted I's. The latter, whose lower case is two characters,
 * is left as it is.
 */
public final class LetterCase {
  private static final int DOTTED_I = 0x130;
  private static final int DIFFERS = -1;

  private LetterCase() {}

  /** The text in lower case. */
  public static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints().map(LetterCase::lower).forEach(lower::appendCodePoint);
    return lower.toString();
  }

  private static int lower(int codePoint) {
    return codePoint == DOTTED_I ? codePoint : Character.toLowerCase(codePoint);
  }

  /**
   * Where in {@code whole} the {@code piece} ends that begins at {@code at}, whatever the case of
   * either, or a negative number where it does not. Allocates nothing.
   */
  static int end(String piece, String whole, int at) {
    int i = 0;
    while (i < piece.length()) {
      if (at + i >= whole.length()) {
        return DIFFERS;
      }
      int expected = piece.codePointAt(i);
      int given = whole.codePointAt(at + i);
      if (expected != given && lower(expected) != lower(given)) {
        return DIFFERS;
      }
      i += Character.charCount(expected);
    }
    return at + piece.length();
  }
}
