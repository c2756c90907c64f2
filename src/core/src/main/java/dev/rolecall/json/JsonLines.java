package dev.rolecall.json;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects in memory, a line each (JSON Lines), in printable ASCII alone: whatever a text has
 * of line breaks, control or bidirectional characters is escaped, so that no viewer of the lines is
 * led astray, and half a character is replaced, so that no parser refuses a line (RFC 8259, section
 * 8.2). For one thread.
 */
public final class JsonLines {
  private static final int INITIAL_BYTES = 64 * 1024;
  private static final char REPLACEMENT = '\uFFFD';
  private static final String HEX = "0123456789ABCDEF";

  /** A code unit is escaped by so many characters. */
  private static final int LONGEST_ESCAPE = 6;

  private byte[] lines = new byte[INITIAL_BYTES];
  private int length;

  /**
   * Adds a line.
   *
   * @param members maps with text keys, lists, text, integers, booleans and null
   * @throws IllegalArgumentException for other values; the line is not added then
   */
  public void add(Map<String, ?> members) {
    int start = length;
    try {
      object(members);
    } catch (IllegalArgumentException e) {
      length = start;
      throw e;
    }
    put('\n');
  }

  /** The bytes of all lines since the last time, which are forgotten here. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(lines, length);
    length = 0;
    return taken;
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case null -> plain("null");
      case String text -> text(text);
      case Integer number -> plain(number.toString());
      case Long number -> plain(number.toString());
      case Boolean bool -> plain(bool.toString());
      case Map<?, ?> members -> object(members);
      case Iterable<?> elements -> array(elements);
      default ->
          throw new IllegalArgumentException("no value of a line: " + value.getClass().getName());
    }
  }

  private void object(Map<?, ?> members) {
    char before = '{';
    for (Map.Entry<?, ?> member : members.entrySet()) {
      put(before);
      text(String.valueOf(member.getKey()));
      put(':');
      write(member.getValue());
      before = ',';
    }
    if (before == '{') {
      put('{');
    }
    put('}');
  }

  private void array(Iterable<?> elements) {
    char before = '[';
    for (Object element : elements) {
      put(before);
      write(element);
      before = ',';
    }
    if (before == '[') {
      put('[');
    }
    put(']');
  }

  private void text(String text) {
    makeRoom(LONGEST_ESCAPE * text.length() + 2);
    lines[length++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= ' ' && unit <= '~' && unit != '"' && unit != '\\') {
        lines[length++] = (byte) unit;
      } else {
        escape(isHalf(text, i) ? REPLACEMENT : unit);
      }
    }
    lines[length++] = '"';
  }

  /** Whether a character of two units lacks the other one. */
  private static boolean isHalf(String text, int at) {
    char unit = text.charAt(at);
    if (Character.isHighSurrogate(unit)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(unit)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private void escape(char unit) {
    lines[length++] = '\\';
    switch (unit) {
      case '"', '\\' -> lines[length++] = (byte) unit;
      case '\n' -> lines[length++] = 'n';
      case '\r' -> lines[length++] = 'r';
      case '\t' -> lines[length++] = 't';
      default -> {
        lines[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
          lines[length++] = (byte) HEX.charAt(unit >> shift & 15);
        }
      }
    }
  }

  private void plain(String ascii) {
    makeRoom(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      lines[length++] = (byte) ascii.charAt(i);
    }
  }

  private void put(char ascii) {
    makeRoom(1);
    lines[length++] = (byte) ascii;
  }

  private void makeRoom(int bytes) {
    if (lines.length - length < bytes) {
      lines = Arrays.copyOf(lines, Math.max(2 * lines.length, length + bytes));
    }
  }
}
