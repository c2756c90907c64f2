package dev.rolecall.policy.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for the value of a condition key. */
final class ContextSplit extends Node {
  private final String key;
  private final Map<Object, Node> byValue;
  private final Node others;

  ContextSplit(Feature.Context feature, Map<Object, Node> byValue, Node others) {
    this.key = feature.key();
    this.byValue = byValue;
    this.others = others;
  }

  @Override
  void find(Query query, Walk walk) {
    String value = query.value(key);
    @Nullable Node found = value == null ? null : byValue.get(value);
    if (found != null) {
      found.find(query, walk);
    }
    if (others != Leaf.EMPTY) {
      others.find(query, walk);
    }
  }
}
