package dev.rolecall.policy.index;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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

  /**
   * An index over these; what it finds with one feature it finds in their order.
   *
   * @param keys by feature, the keys of which a request's must fit one for a value to apply; a
   *     feature that is not there does not matter. No key of a text's feature should be a prefix of
   *     another: then a value is found once only.
   */
  public static <T> Index<T> of(List<T> values, Function<T, Map<Feature, Set<Key>>> keys) {
    return new Index<>(
        values.size() <= IndexBuilder.TOO_FEW
            ? new Leaf<>(values)
            : IndexBuilder.build(values, keys));
  }

  /** Shows the visitor everything that may apply to the request. */
  public void visit(Query query, Visitor<T> visitor) {
    root.visit(query, visitor);
  }
}
