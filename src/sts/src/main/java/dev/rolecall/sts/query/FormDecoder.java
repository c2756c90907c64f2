package dev.rolecall.sts.query;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Decodes {@code application/x-www-form-urlencoded} (WHATWG URL, section 5.1), strictly: a bad
 * escape, text that is not UTF-8, a name given twice or too many names are errors, so that nobody
 * on the way can have read something else.
 */
final class FormDecoder {
  private static final int MOST_PARAMETERS = 500;

  private FormDecoder() {}

  /** Adds the parameters of a query string or a body. */
  static void decode(byte[] raw, Map<String, String> parameters) throws QueryException {
    int start = 0;
    for (int i = 0; i <= raw.length; i++) {
      if (i == raw.length || raw[i] == '&') {
        if (i > start) {
          add(raw, start, i, parameters);
        }
        start = i + 1;
      }
    }
  }

  private static void add(byte[] raw, int start, int end, Map<String, String> parameters)
      throws QueryException {
    int equals = start;
    while (equals < end && raw[equals] != '=') {
      equals++;
    }
    String name = text(raw, start, equals);
    String value = equals == end ? "" : text(raw, equals + 1, end);
    if (parameters.size() == MOST_PARAMETERS) {
      throw new QueryException(
          QueryError.malformedInput("More than " + MOST_PARAMETERS + " parameters"));
    }
    if (parameters.putIfAbsent(name, value) != null) {
      throw new QueryException(
          QueryError.malformedInput("A parameter is given more than once: " + shown(name)));
    }
  }

  private static String text(byte[] raw, int start, int end) throws QueryException {
    if (isPlain(raw, start, end)) {
      return new String(raw, start, end - start, StandardCharsets.US_ASCII);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      if (raw[i] == '%') {
        bytes.write(escaped(raw, i, end));
        i += 2;
      } else {
        bytes.write(raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new QueryException(QueryError.malformedInput("A parameter is not UTF-8 text"));
    }
  }

  /** Tokens and most names are. */
  private static boolean isPlain(byte[] raw, int start, int end) {
    for (int i = start; i < end; i++) {
      if (raw[i] < 0 || raw[i] == '%' || raw[i] == '+') {
        return false;
      }
    }
    return true;
  }

  private static int escaped(byte[] raw, int percent, int end) throws QueryException {
    if (percent + 2 >= end) {
      throw new QueryException(
          QueryError.malformedQueryString("Incomplete trailing escape % sequence"));
    }
    int high = Character.digit(raw[percent + 1], 16);
    int low = Character.digit(raw[percent + 2], 16);
    if (high < 0 || low < 0) {
      throw new QueryException(
          QueryError.malformedQueryString(
              "Illegal hex character in escape % pattern: " + shownEscape(raw, percent)));
    }
    return high << 4 | low;
  }

  private static String shownEscape(byte[] raw, int percent) {
    return new String(raw, percent, 3, StandardCharsets.ISO_8859_1)
        .replaceAll("[^\\x20-\\x7E]", "?");
  }

  private static String shown(String name) {
    return name.length() <= 128 ? name : name.substring(0, 128) + "...";
  }
}
