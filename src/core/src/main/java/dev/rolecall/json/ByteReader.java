package dev.rolecall.json;

import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One UTF-8 text's way to a tree, in one pass over its bytes: requests and tokens are read with
 * each call. It reads what {@link TreeReader} reads, to the same tree, and has no words for what is
 * wrong: that and what is unusual it leaves to the other.
 */
final class ByteReader {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** In each of eight bytes. */
  private static final long ONES = 0x0101010101010101L;

  private static final long HIGHEST_BITS = ONES << 7;
  private static final long SPACES = ' ' * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  /** Far below the longest names and texts that the other one reads. */
  private static final int LONGEST_STRING = 32 * 1024;

  private static final int HEX_DIGITS = 4;
  private static final int END = -1;

  private final byte[] text;
  private int valuesLeft;
  private int at;
  private int line = 1;

  /** Where the line would begin if each of its characters were one byte. */
  private int lineStart;

  private ByteReader(byte[] text, int mostValues) {
    this.text = text;
    this.valuesLeft = mostValues;
  }

  /** The text's value; empty where the other reader must look at it. */
  static Optional<JsonValue> read(byte[] utf8, int mostValues) {
    try {
      return Optional.of(new ByteReader(utf8, mostValues).document());
    } catch (UnreadException e) {
      return Optional.empty();
    }
  }

  /** Not JSON, or not usual. */
  private static final class UnreadException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadException() {
      super(null, null, false, false);
    }
  }

  private JsonValue document() throws UnreadException {
    skipSpace();
    JsonValue value = value(0);
    skipSpace();
    if (at < text.length) {
      throw new UnreadException();
    }
    return value;
  }

  private JsonValue value(int depth) throws UnreadException {
    if (--valuesLeft < 0) {
      throw new UnreadException();
    }
    Position position = here();
    return switch (current()) {
      case '{' -> object(depth + 1, position);
      case '[' -> array(depth + 1, position);
      case '"' -> new JsonString(string(), position);
      case 't' -> word("true", new JsonBoolean(true, position));
      case 'f' -> word("false", new JsonBoolean(false, position));
      case 'n' -> word("null", new JsonNull(position));
      default -> number(position);
    };
  }

  private JsonObject object(int depth, Position position) throws UnreadException {
    open(depth);
    List<Member> members = new ArrayList<>();
    if (current() != '}') {
      do {
        skipSpace();
        Position named = here();
        String name = string();
        skipSpace();
        take(':');
        skipSpace();
        members.add(new Member(name, value(depth), named));
        skipSpace();
      } while (isTaken(','));
    }
    take('}');
    return new JsonObject(members, position);
  }

  private JsonArray array(int depth, Position position) throws UnreadException {
    open(depth);
    List<JsonValue> elements = new ArrayList<>();
    if (current() != ']') {
      do {
        skipSpace();
        elements.add(value(depth));
        skipSpace();
      } while (isTaken(','));
    }
    take(']');
    return new JsonArray(elements, position);
  }

  private void open(int depth) throws UnreadException {
    if (depth > Json.MAX_DEPTH) {
      throw new UnreadException();
    }
    at++;
    skipSpace();
  }

  private JsonValue word(String word, JsonValue value) throws UnreadException {
    for (int i = 0; i < word.length(); i++) {
      take(word.charAt(i));
    }
    return value;
  }

  private JsonNumber number(Position position) throws UnreadException {
    int start = at;
    isTaken('-');
    if (!isTaken('0')) {
      digits();
    }
    if (isTaken('.')) {
      digits();
    }
    if (isTaken('e') || isTaken('E')) {
      if (!isTaken('+')) {
        isTaken('-');
      }
      digits();
    }
    String written = ascii(start, at);
    if (written.length() > Json.MAX_NUMBER_LENGTH) {
      throw new UnreadException();
    }
    try {
      return new JsonNumber(new BigDecimal(written), written, position);
    } catch (NumberFormatException e) {
      throw new UnreadException();
    }
  }

  private void digits() throws UnreadException {
    int start = at;
    while (current() >= '0' && current() <= '9') {
      at++;
    }
    if (at == start) {
      throw new UnreadException();
    }
  }

  private String string() throws UnreadException {
    take('"');
    int start = at;
    at = endOfPlain(start);
    boolean plain = current() == '"';
    if (!plain) {
      at = endOfString(at);
    }
    if (at - start > LONGEST_STRING) {
      throw new UnreadException();
    }
    int end = at;
    take('"');
    return plain ? ascii(start, end) : unescaped(decoded(start, end));
  }

  private int endOfPlain(int from) {
    int i = from;
    while (i + Long.BYTES <= text.length && arePlain((long) EIGHT.get(text, i))) {
      i += Long.BYTES;
    }
    while (i < text.length && isPlain(text[i])) {
      i++;
    }
    return i;
  }

  /** Whether each of eight bytes is (Warren, Hacker's Delight, 6-1: "Find first 0-byte"). */
  private static boolean arePlain(long eight) {
    long quotes = eight ^ QUOTES;
    long backslashes = eight ^ BACKSLASHES;
    long others =
        (quotes - ONES & ~quotes)
            | (backslashes - ONES & ~backslashes)
            | (eight - SPACES & ~eight)
            | eight;
    return (others & HIGHEST_BITS) == 0;
  }

  /** Of ASCII, which is no control character, and ends and escapes nothing. */
  private static boolean isPlain(byte character) {
    return character >= ' ' && character != '"' && character != '\\';
  }

  private int endOfString(int from) throws UnreadException {
    int i = from;
    while (i < text.length && text[i] != '"') {
      if (text[i] >= 0 && text[i] < ' ') {
        throw new UnreadException();
      }
      i += text[i] == '\\' ? 2 : 1;
    }
    return i;
  }

  private String decoded(int start, int end) throws UnreadException {
    try {
      String decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(text, start, end - start))
              .toString();
      lineStart += end - start - decoded.length();
      return decoded;
    } catch (CharacterCodingException e) {
      throw new UnreadException();
    }
  }

  private static String unescaped(String written) throws UnreadException {
    int backslash = written.indexOf('\\');
    if (backslash < 0) {
      return written;
    }
    StringBuilder text = new StringBuilder(written.length());
    int from = 0;
    while (backslash >= 0) {
      text.append(written, from, backslash);
      char escape = written.charAt(backslash + 1);
      from = backslash + 2;
      if (escape == 'u') {
        text.append(unit(written, from));
        from += HEX_DIGITS;
      } else {
        text.append(unescaped(escape));
      }
      backslash = written.indexOf('\\', from);
    }
    return text.append(written, from, written.length()).toString();
  }

  private static char unescaped(char escape) throws UnreadException {
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw new UnreadException();
    };
  }

  private static char unit(String written, int from) throws UnreadException {
    try {
      return (char) HexFormat.fromHexDigits(written, from, from + HEX_DIGITS);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UnreadException();
    }
  }

  private void skipSpace() {
    while (true) {
      switch (current()) {
        case ' ', '\t' -> at++;
        case '\n' -> beginLine(at + 1);
        case '\r' -> beginLine(at + 1 < text.length && text[at + 1] == '\n' ? at + 2 : at + 1);
        default -> {
          return;
        }
      }
    }
  }

  private void beginLine(int start) {
    at = start;
    line++;
    lineStart = start;
  }

  private Position here() {
    return new Position(line, at - lineStart + 1);
  }

  /** The next byte; negative where it is not of ASCII, or there is none. */
  private int current() {
    return at < text.length ? text[at] : END;
  }

  private boolean isTaken(char character) {
    boolean isNext = current() == character;
    if (isNext) {
      at++;
    }
    return isNext;
  }

  private void take(char character) throws UnreadException {
    if (!isTaken(character)) {
      throw new UnreadException();
    }
  }

  private String ascii(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
