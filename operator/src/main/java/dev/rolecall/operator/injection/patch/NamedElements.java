package dev.rolecall.operator.injection.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Elements of Kubernetes' lists that go by a name: containers, variables, volumes. */
public final class NamedElements {
  private NamedElements() {}

  /** Where the last element of this name stands, the one that counts; -1 where none does. */
  public static int indexOf(JsonNode array, String name) {
    for (int i = array.size() - 1; i >= 0; i--) {
      if (array.get(i).path("name").asText().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  public static boolean holds(JsonNode array, String name) {
    return indexOf(array, name) >= 0;
  }

  /** The element of this name, or a missing node. */
  public static JsonNode named(JsonNode array, String name) {
    int index = indexOf(array, name);
    return index < 0 ? MissingNode.getInstance() : array.get(index);
  }
}
