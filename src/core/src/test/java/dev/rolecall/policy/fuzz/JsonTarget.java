package dev.rolecall.policy.fuzz;

import dev.rolecall.fuzzing.Inputs;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON is read or refused, as bytes and as text alike; what was read is written so that it is read
 * alike.
 */
public final class JsonTarget {
  private JsonTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = Inputs.text(data);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Optional<JsonValue> value = read(() -> Json.parse(text));
    // Half a character has no bytes.
    if (new String(bytes, StandardCharsets.UTF_8).equals(text)
        && !read(() -> Json.parse(bytes)).equals(value)) {
      throw new IllegalStateException("its bytes are read differently: " + text);
    }
    value.ifPresent(JsonTarget::requireReadAgain);
  }

  private static void requireReadAgain(JsonValue value) {
    String written = Json.write(value);
    if (!read(() -> Json.parse(written)).map(Json::write).equals(Optional.of(written))) {
      throw new IllegalStateException("read differently again: " + written);
    }
  }

  private interface Reading {
    JsonValue read() throws JsonException, CharacterCodingException;
  }

  private static Optional<JsonValue> read(Reading reading) {
    try {
      return Optional.of(reading.read());
    } catch (JsonException | CharacterCodingException refused) {
      return Optional.empty();
    }
  }
}
