package dev.rolecall.text;

/**
 * The case of names that are ASCII, as of headers and actions; other letters are none of theirs.
 */
public final class AsciiCase {
  private AsciiCase() {}

  /**
   * The text with its ASCII letters in lower case and no others. Takes linear time: {@link
   * String#toLowerCase()} takes the square of it for some text, which a requester may send.
   */
  public static String lower(String text) {
    int first = 0;
    while (first < text.length() && !isUpper(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder lower = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char unit = text.charAt(i);
      lower.append(isUpper(unit) ? (char) (unit + ('a' - 'A')) : unit);
    }
    return lower.toString();
  }

  private static boolean isUpper(char unit) {
    return unit >= 'A' && unit <= 'Z';
  }
}
