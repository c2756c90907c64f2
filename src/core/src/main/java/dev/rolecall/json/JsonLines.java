package dev.rolecall.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects in memory, a line each (JSON Lines), in printable ASCII alone: whatever a text has
 * of line breaks, control or bidirectional characters is escaped, so that no viewer of the lines is
 * led astray, and half a character is replaced, so that no parser refuses a line (RFC 8259, section
 * 8.2). For one thread.
 */
public final class JsonLines {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().highestNonEscapedChar(127).characterEscapes(new Printable()).build();

  private static final int REPLACEMENT = 0xFFFD;

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream(64 * 1024);
  private final JsonGenerator generator;

  public JsonLines() {
    try {
      generator = FACTORY.createGenerator(lines);
      generator.setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** JSON's own escapes, and one for DEL. */
  private static final class Printable extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 127;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null;
    }
  }

  /**
   * Adds a line.
   *
   * @param members maps with text keys, lists, text, integers, booleans and null
   * @throws IllegalArgumentException for other values
   */
  public void add(Map<String, ?> members) {
    try {
      write(members);
      generator.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** The bytes of all lines since the last time, which are forgotten here. */
  public byte[] take() {
    try {
      generator.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    byte[] taken = lines.toByteArray();
    lines.reset();
    return taken;
  }

  private void write(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> generator.writeNull();
      case String text -> generator.writeString(whole(text));
      case Integer number -> generator.writeNumber(number);
      case Long number -> generator.writeNumber(number);
      case Boolean bool -> generator.writeBoolean(bool);
      case Map<?, ?> members -> object(members);
      case Iterable<?> elements -> array(elements);
      default ->
          throw new IllegalArgumentException("no value of a line: " + value.getClass().getName());
    }
  }

  private static String whole(String text) {
    return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
        ? text.codePoints()
            .map(point -> Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
        : text;
  }

  private void object(Map<?, ?> members) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      generator.writeFieldName(whole(String.valueOf(member.getKey())));
      write(member.getValue());
    }
    generator.writeEndObject();
  }

  private void array(Iterable<?> elements) throws IOException {
    generator.writeStartArray();
    for (Object element : elements) {
      write(element);
    }
    generator.writeEndArray();
  }
}
