package dev.rolecall.operator.injection.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** Collects the operations of a JSON Patch (RFC 6902). */
public final class PatchBuilder {
  private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

  /** Sets a member, or inserts an element before the one at the pointer's index. */
  public void add(String pointer, JsonNode value) {
    operations.addObject().put("op", "add").put("path", pointer).set("value", value);
  }

  public void replace(String pointer, JsonNode value) {
    operations.addObject().put("op", "replace").put("path", pointer).set("value", value);
  }

  /**
   * Appends to an array that may not be there yet.
   *
   * @param array what stands at {@code pointer} now; missing or null where nothing does
   */
  public void append(String pointer, JsonNode array, List<? extends JsonNode> elements) {
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
   * Puts elements before all others of an array that may not be there yet. Indexes of the others
   * are other ones from then on.
   *
   * @param array what stands at {@code pointer} now; missing or null where nothing does
   */
  public void prepend(String pointer, JsonNode array, List<? extends JsonNode> elements) {
    if (array.isArray()) {
      elements.reversed().forEach(element -> add(pointer + "/0", element));
    } else {
      append(pointer, array, elements);
    }
  }

  /**
   * Sets a text in an object that may not be there yet: a label, an annotation.
   *
   * @param object what stands at {@code pointer} now; missing or null where nothing does
   */
  public void put(String pointer, JsonNode object, String name, String value) {
    if (object.isObject()) {
      String member = name.replace("~", "~0").replace("/", "~1");
      add(pointer + "/" + member, JsonNodeFactory.instance.textNode(value));
    } else {
      add(pointer, JsonNodeFactory.instance.objectNode().put(name, value));
    }
  }

  public ArrayNode operations() {
    return operations;
  }
}
