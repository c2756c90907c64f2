package dev.rolecall.policy.index;

import java.util.List;

/**
 * An immutable decision tree over things that apply to some requests only. At each step it asks the
 * request for the one feature that leaves the fewest of them; what that feature says nothing about
 * is looked at besides. It finds everything that applies, each thing usually once, and some things
 * that do not apply.
 */
public final class Index<T> {
  private final Node<T> root;

  private Index(Node<T> root) {
    this.root = root;
  }

  /** An index over these; what it finds with one feature it finds in their order. */
  public static <T> Index<T> of(List<Entry<T>> entries) {
    return new Index<>(IndexBuilder.build(entries));
  }

  /** Shows the visitor everything that may apply to the request. */
  public void visit(Query query, Visitor<T> visitor) {
    root.visit(query, visitor);
  }
}
