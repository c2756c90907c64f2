package dev.rolecall.cli.workload;

import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;

/** What a workload is told to do. */
record Order(JsonObject fields) {
  /** The text of a field. */
  String text(String name) {
    if (fields.get(name).orElse(null) instanceof JsonString text) {
      return text.value();
    }
    throw new IllegalArgumentException("the order lacks '" + name + "'");
  }
}
