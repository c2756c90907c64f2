package dev.rolecall.token;

import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.util.Optional;

/** Members of a JSON object by the type that they must have. */
final class Members {
  private Members() {}

  /** Empty where the member is absent or not text. */
  static Optional<String> text(JsonObject object, String name) {
    return object
        .get(name)
        .filter(JsonString.class::isInstance)
        .map(value -> ((JsonString) value).value());
  }

  /** Empty where the member is absent or not an object. */
  static Optional<JsonObject> object(JsonObject object, String name) {
    return object.get(name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }
}
