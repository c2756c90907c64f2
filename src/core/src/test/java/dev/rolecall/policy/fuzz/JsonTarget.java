package dev.rolecall.policy.fuzz;

import dev.rolecall.fuzzing.Inputs;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;

/** JSON is read or refused; what was read is written so that it is read alike. */
public final class JsonTarget {
  private JsonTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    JsonValue value;
    try {
      value = Json.parse(Inputs.text(data));
    } catch (JsonException refused) {
      return;
    }
    String written = Json.write(value);
    try {
      if (!Json.write(Json.parse(written)).equals(written)) {
        throw new IllegalStateException("read differently again: " + written);
      }
    } catch (JsonException e) {
      throw new IllegalStateException("not read again: " + written, e);
    }
  }
}
