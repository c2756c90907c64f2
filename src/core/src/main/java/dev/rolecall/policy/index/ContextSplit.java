package dev.rolecall.policy.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for the value of a condition key. */
final class ContextSplit<T> implements Node<T> {
  private final String key;
  private final Map<Object, Node<T>> byValue;
  private final Node<T> others;

  ContextSplit(Feature.Context feature, Map<Object, Node<T>> byValue, Node<T> others) {
    this.key = feature.key();
    this.byValue = byValue;
    this.others = others;
  }

  @Override
  public void visit(Query query, Visitor<T> visitor) {
    String value = query.value(key);
    @Nullable Node<T> found = value == null ? null : byValue.get(value);
    if (found != null) {
      found.visit(query, visitor);
    }
    others.visit(query, visitor);
  }
}
