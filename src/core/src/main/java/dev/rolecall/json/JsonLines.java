package dev.rolecall.json;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects in memory, a line each (JSON Lines), in printable ASCII alone: whatever a text has
 * of line breaks, control or bidirectional characters is escaped, so that no viewer of the lines is
 * led astray, and half a character is replaced, so that no parser refuses a line (RFC 8259, section
 * 8.2). For one thread.
 */
public final class JsonLines {
  private static final int INITIAL_BYTES = 4 * 1024;
  private static final char REPLACEMENT = '\uFFFD';
  private static final String HEX = "0123456789ABCDEF";

  /** A code unit is escaped by so many characters. */
  private static final int LONGEST_ESCAPE = 6;

  /** By the character. */
  private static final boolean[] NEEDS_NO_ESCAPE = new boolean['~' + 1];

  static {
    Arrays.fill(NEEDS_NO_ESCAPE, ' ', '~' + 1, true);
    NEEDS_NO_ESCAPE['"'] = false;
    NEEDS_NO_ESCAPE['\\'] = false;
  }

  private byte[] lines = new byte[INITIAL_BYTES];
  private int length;
  private int count;

  /** A member's name as it is written, for names that many lines have. */
  public static final class Name {
    private final byte[] written;

    public Name(String name) {
      JsonLines line = new JsonLines();
      line.text(name);
      line.put(':');
      written = line.writtenSince(0);
    }
  }

  /** Members as {@link #again} takes them, for those that many lines have. */
  public static byte[] written(Consumer<JsonLines> members) {
    JsonLines line = new JsonLines();
    line.put('{');
    members.accept(line);
    return line.writtenSince(1);
  }

  /**
   * Adds a line.
   *
   * @param members maps with text keys, lists, text, integers, booleans and null
   * @throws IllegalArgumentException for other values; the line is not added then
   */
  public void add(Map<String, ?> members) {
    add(line -> members.forEach(line::member));
  }

  /**
   * Adds a line, member by member.
   *
   * @param members writes them; what is thrown there leaves no part of the line
   */
  public void add(Consumer<JsonLines> members) {
    int start = length;
    boolean whole = false;
    try {
      put('{');
      members.accept(this);
      put('}');
      put('\n');
      count++;
      whole = true;
    } finally {
      if (!whole) {
        length = start;
      }
    }
  }

  /**
   * A member of the object that is being written.
   *
   * @param value as a line's members are
   */
  public JsonLines member(String name, @Nullable Object value) {
    name(name);
    write(value);
    return this;
  }

  /** The same of a name that was written before. */
  public JsonLines member(Name name, @Nullable Object value) {
    again(name.written);
    write(value);
    return this;
  }

  /** A member that is an object, whose members follow until {@link #close}. */
  public JsonLines open(String name) {
    name(name);
    put('{');
    return this;
  }

  /** The same of a name that was written before. */
  public JsonLines open(Name name) {
    again(name.written);
    put('{');
    return this;
  }

  /** Ends the object that was opened last. */
  public JsonLines close() {
    put('}');
    return this;
  }

  /** A member that is a list of one object, whose members follow until {@link #closeList}. */
  public JsonLines openList(String name) {
    name(name);
    put('[');
    put('{');
    return this;
  }

  /** Ends the object that was opened last, and its list. */
  public void closeList() {
    put('}');
    put(']');
  }

  /**
   * Members that were written before.
   *
   * @param written what {@link #writtenSince} or {@link #written} gave
   */
  public JsonLines again(byte[] written) {
    separate();
    copy(written, written.length);
    return this;
  }

  /** Adds the lines of another. */
  public void addAll(JsonLines other) {
    copy(other.lines, other.length);
    count += other.count;
  }

  private void copy(byte[] bytes, int many) {
    makeRoom(many);
    System.arraycopy(bytes, 0, lines, length, many);
    length += many;
  }

  /** Where the next member begins, for {@link #writtenSince}. */
  public int here() {
    separate();
    return length;
  }

  /** What was written of this line since then: whole members. */
  public byte[] writtenSince(int here) {
    return Arrays.copyOfRange(lines, here, length);
  }

  private void name(String name) {
    separate();
    text(name);
    put(':');
  }

  /** Members are separated by commas; before the first there is the brace alone. */
  private void separate() {
    byte last = lines[length - 1];
    if (last != '{' && last != ',') {
      put(',');
    }
  }

  /** How many lines there are. */
  public int count() {
    return count;
  }

  /** Of all lines. */
  public int bytes() {
    return length;
  }

  /** All lines, as they are until the next is added. */
  public ByteBuffer read() {
    return ByteBuffer.wrap(lines, 0, length);
  }

  /** Forgets the lines. */
  public void clear() {
    length = 0;
    count = 0;
  }

  private void write(@Nullable Object value) {
    if (value instanceof String text) {
      text(text); // Nearly all are.
      return;
    }
    switch (value) {
      case null -> plain("null");
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
    int plain = plainBeginning(text);
    for (int i = plain; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (isPlain(unit)) {
        lines[length++] = (byte) unit;
      } else {
        escape(isHalf(text, i) ? REPLACEMENT : unit);
      }
    }
    lines[length++] = '"';
  }

  /** Most texts are plain to their end, and copied by this short loop alone. */
  private int plainBeginning(String text) {
    int end = text.length();
    byte[] to = lines;
    int at = length;
    int i = 0;
    while (i < end) {
      char unit = text.charAt(i);
      if (!isPlain(unit)) {
        break;
      }
      to[at + i] = (byte) unit;
      i++;
    }
    length = at + i;
    return i;
  }

  private static boolean isPlain(char unit) {
    return unit < NEEDS_NO_ESCAPE.length && NEEDS_NO_ESCAPE[unit];
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
