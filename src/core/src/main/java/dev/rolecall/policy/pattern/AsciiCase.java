package dev.rolecall.policy.pattern;

/** Compares text whatever its case, as long as it is ASCII. */
final class AsciiCase {
  static final int DIFFERS = -1;

  /** Before they differed, one of the two had a unit that is not ASCII. */
  static final int UNDECIDED = -2;

  private static final int ASCII = 0x80;

  private AsciiCase() {}

  /**
   * Where in {@code whole} the {@code piece} ends that begins at {@code at}, or why it does not.
   */
  static int end(String piece, String whole, int at) {
    for (int i = 0; i < piece.length(); i++) {
      if (at + i == whole.length()) {
        return DIFFERS;
      }
      char expected = piece.charAt(i);
      char given = whole.charAt(at + i);
      if (expected >= ASCII || given >= ASCII) {
        return UNDECIDED;
      }
      if (lower(expected) != lower(given)) {
        return DIFFERS;
      }
    }
    return at + piece.length();
  }

  /** An ASCII letter in lower case; another unit as it is. */
  static char lower(char unit) {
    return unit >= 'A' && unit <= 'Z' ? (char) (unit + ('a' - 'A')) : unit;
  }
}
