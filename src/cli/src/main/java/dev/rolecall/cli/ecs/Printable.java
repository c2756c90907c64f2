package dev.rolecall.cli.ecs;

/** Text of a file as it may be shown: in one line, and without what would command a terminal. */
final class Printable {
  private static final int LONGEST = 600;

  private Printable() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(point -> shown.appendCodePoint(shown(point)));
    return shown.toString();
  }

  private static int shown(int point) {
    boolean hidden =
        Character.isISOControl(point)
            || Character.getType(point) == Character.FORMAT
            || Character.getType(point) == Character.LINE_SEPARATOR
            || Character.getType(point) == Character.PARAGRAPH_SEPARATOR
            || Character.getType(point) == Character.SURROGATE;
    return hidden ? '\uFFFD' : point;
  }
}
