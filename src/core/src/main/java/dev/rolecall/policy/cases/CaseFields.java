package dev.rolecall.policy.cases;

import dev.rolecall.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** The fields of an object of a case; those it does not ask for are left alone. */
record CaseFields(int line, String path, JsonValue.JsonObject object) {
  static CaseFields of(int line, String path, JsonValue value) throws CaseException {
    if (value instanceof JsonValue.JsonObject object) {
      return new CaseFields(line, path, object);
    }
    throw new CaseException(line, (path.isEmpty() ? "a case" : path) + " must be an object");
  }

  /** The field's value; a null counts as none. */
  Optional<JsonValue> optional(String name) {
    return object.get(name).filter(value -> !(value instanceof JsonValue.JsonNull));
  }

  JsonValue required(String name) throws CaseException {
    Optional<JsonValue> value = optional(name);
    if (value.isEmpty()) {
      throw wrong(name, "is missing");
    }
    return value.get();
  }

  String text(String name) throws CaseException {
    if (required(name) instanceof JsonValue.JsonString text) {
      return text.value();
    }
    throw wrong(name, "must be text");
  }

  Optional<CaseFields> fields(String name) throws CaseException {
    Optional<JsonValue> value = optional(name);
    return value.isEmpty() ? Optional.empty() : Optional.of(of(line, path(name), value.get()));
  }

  /** The elements of a list; none where the field is not there. */
  List<JsonValue> list(String name) throws CaseException {
    Optional<JsonValue> value = optional(name);
    return value.isEmpty() ? List.of() : elements(name, value.get());
  }

  List<JsonValue> elements(String name, JsonValue value) throws CaseException {
    if (value instanceof JsonValue.JsonArray array) {
      return array.elements();
    }
    throw wrong(name, "must be a list");
  }

  CaseException wrong(String name, String problem) {
    return new CaseException(line, path(name) + " " + problem);
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
