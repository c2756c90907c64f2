package dev.rolecall.policy.index;

import java.util.Map;

/** Asks for the caller's names. */
final class PrincipalSplit<T> implements Node<T> {
  private final Map<Object, Node<T>> byName;
  private final Node<T> others;

  PrincipalSplit(Map<Object, Node<T>> byName, Node<T> others) {
    this.byName = byName;
    this.others = others;
  }

  @Override
  public void visit(Query query, Visitor<T> visitor) {
    int number = 0;
    Object name = query.principal(number);
    while (name != null) {
      Node<T> found = byName.get(name);
      if (found != null) {
        found.visit(query, visitor);
      }
      name = query.principal(++number);
    }
    others.visit(query, visitor);
  }
}
