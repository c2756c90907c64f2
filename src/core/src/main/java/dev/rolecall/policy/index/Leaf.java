package dev.rolecall.policy.index;

import java.util.List;

/** Few things, or things that no feature tells apart. */
final class Leaf<T> implements Node<T> {
  private final Object[] values;

  Leaf(List<T> values) {
    this.values = values.toArray();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void visit(Query query, Visitor<T> visitor) {
    for (Object value : values) {
      visitor.visit((T) value);
    }
  }
}
