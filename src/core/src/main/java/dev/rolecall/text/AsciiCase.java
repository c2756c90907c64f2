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
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      lower.append(unit >= 'A' && unit <= 'Z' ? (char) (unit + ('a' - 'A')) : unit);
    }
    return lower.toString();
  }
}
