package dev.rolecall.operator.injection.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Whether an object is what was injected before, with no more than additions to it. */
public final class Subset {
  private Subset() {}

  /**
   * Whether {@code actual} has everything that {@code expected} has: between two invocations the
   * API server adds defaults, and other webhooks add members, variables and mounts.
   */
  public static boolean of(JsonNode expected, JsonNode actual) {
    if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> member : expected.properties()) {
        if (!of(member.getValue(), actual.path(member.getKey()))) {
          return false;
        }
      }
      return actual.isObject();
    }
    if (expected.isArray()) {
      return actual.isArray() && holdsAll(expected, actual);
    }
    return expected.asText().equals(actual.asText())
        && expected.getNodeType() == actual.getNodeType();
  }

  private static boolean holdsAll(JsonNode expected, JsonNode actual) {
    boolean named = !expected.isEmpty() && expected.get(0).has("name");
    if (!named) {
      return expected.size() == actual.size() && inOrder(expected, actual);
    }
    for (JsonNode element : expected) {
      if (!holds(actual, element)) {
        return false;
      }
    }
    return true;
  }

  private static boolean inOrder(JsonNode expected, JsonNode actual) {
    for (int i = 0; i < expected.size(); i++) {
      if (!of(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(JsonNode array, JsonNode expected) {
    for (JsonNode element : array) {
      if (of(expected, element)) {
        return true;
      }
    }
    return false;
  }
}
