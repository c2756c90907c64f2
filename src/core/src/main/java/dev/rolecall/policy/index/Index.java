package dev.rolecall.policy.index;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * An immutable decision tree over things that apply to some requests only. At each step it asks the
 * request for the one feature that leaves the fewest of them; what that feature says nothing about
 * is looked at besides. It finds everything that applies, each thing usually once, and some things
 * that do not apply.
 */
public final class Index<T> {
  private final Node root;
  private final Object[][] groups;

  /** What an index asks its values for, while it is built. */
  @FunctionalInterface
  public interface Keys<T> {
    /**
     * By feature, the keys of which a request's must fit one for the value to apply; a feature that
     * is not there does not matter. No key of a text's feature should be a prefix of another: then
     * the value is found once only.
     */
    Map<Feature, Set<Key>> of(T value);

    /**
     * What stands for the value where it is found.
     *
     * @param fitting the features for which a request that finds it there is known to fit its keys
     */
    default T found(T value, Set<Feature> fitting) {
      return value;
    }
  }

  private Index(Node root, List<T[]> groups) {
    this.root = root;
    this.groups = groups.toArray(Object[][]::new);
  }

  /**
   * An index over these; what it finds with one feature it finds in their order.
   *
   * @param array makes arrays of things
   */
  public static <T> Index<T> of(List<T> values, Keys<T> keys, IntFunction<T[]> array) {
    IndexBuilder<T> builder = new IndexBuilder<>(keys, array);
    Node root = builder.build(values);
    return new Index<>(root, builder.groups());
  }

  /** In how many places it finds something, all together. */
  public long places() {
    return Arrays.stream(groups).mapToLong(group -> group.length).sum();
  }

  /**
   * Finds everything that may apply to the request, in place of what the walk found before.
   *
   * @param query what the walk has begun with
   */
  public void find(Query query, Walk walk) {
    walk.forget();
    root.find(query, walk);
  }

  /**
   * A group of what the walk found in this index, not to be changed.
   *
   * @param number from 0, below the walk's count
   */
  @SuppressWarnings("unchecked") // each was made as an array of T
  public T[] group(Walk walk, int number) {
    return (T[]) groups[walk.group(number)];
  }
}
