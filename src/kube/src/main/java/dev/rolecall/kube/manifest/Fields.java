package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for members of a type; values of other types are the schema's concern. */
final class Fields {
  private Fields() {}

  static Optional<String> text(JsonObject object, String field) {
    return object
        .get(field)
        .filter(JsonString.class::isInstance)
        .map(value -> ((JsonString) value).value());
  }

  static Optional<JsonObject> object(JsonObject object, String field) {
    return object.get(field).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }

  /** The objects in a list, with their places. */
  static Map<FieldPath, JsonObject> objects(FieldPath path, String field, JsonObject holder) {
    Map<FieldPath, JsonObject> objects = new LinkedHashMap<>();
    List<JsonValue> elements =
        holder.get(field).orElse(null) instanceof JsonArray array ? array.elements() : List.of();
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof JsonObject object) {
        objects.put(path.member(field).element(i), object);
      }
    }
    return objects;
  }
}
