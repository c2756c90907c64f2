package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** Collects the operations of a JSON Patch (RFC 6902). */
final class PatchBuilder {
  private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

  /** Sets a member, or inserts an element before the one at the pointer's index. */
  void add(String pointer, JsonNode value) {
    operations.addObject().put("op", "add").put("path", pointer).set("value", value);
  }

  void replace(String pointer, JsonNode value) {
    operations.addObject().put("op", "replace").put("path", pointer).set("value", value);
  }

  /**
   * Appends to an array that may not be there yet.
   *
   * @param array what stands at {@code pointer} now; missing or null where nothing does
   */
  void append(String pointer, JsonNode array, List<? extends JsonNode> elements) {
    if (elements.isEmpty()) {
      return;
    }
    if (array.isArray()) {
      elements.forEach(element -> add(pointer + "/-", element));
    } else {
      ArrayNode created = JsonNodeFactory.instance.arrayNode();
      elements.forEach(created::add);
      add(pointer, created);
    }
  }

  /**
   * Sets an annotation of the object.
   *
   * @param annotations what it has now; missing or null where it has none
   */
  void annotate(JsonNode annotations, String name, String value) {
    if (annotations.isObject()) {
      String member = name.replace("~", "~0").replace("/", "~1");
      add("/metadata/annotations/" + member, JsonNodeFactory.instance.textNode(value));
    } else {
      add("/metadata/annotations", JsonNodeFactory.instance.objectNode().put(name, value));
    }
  }

  ArrayNode operations() {
    return operations;
  }
}
