package dev.rolecall.text;

import java.util.regex.Pattern;

/** Text of others in a log, an Event or on a terminal. */
public final class OneLine {
  /** What ends a line, what terminals obey, and what turns the order of characters around. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]+");

  private OneLine() {}

  /** The text with a space in place of what is not to be seen, so that it looks like what it is. */
  public static String of(String text) {
    return UNSEEN.matcher(text).replaceAll(" ");
  }
}
