package dev.rolecall.policy.index;

import dev.rolecall.policy.index.Split.Placed;
import dev.rolecall.policy.index.Split.TextKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds a trie out of sorted texts. */
final class TrieBuilder<T> {
  private final List<String> texts;
  private final List<TextKeys<T>> keys;
  private final Function<List<Placed<T>>, Node<T>> nodes;

  TrieBuilder(SortedMap<String, TextKeys<T>> sorted, Function<List<Placed<T>>, Node<T>> nodes) {
    this.texts = List.copyOf(sorted.keySet());
    this.keys = List.copyOf(sorted.values());
    this.nodes = nodes;
  }

  Trie<T> build() {
    return build(0, texts.size(), 0);
  }

  /**
   * Of the texts from {@code low} to before {@code high}, which are alike up to {@code depth}: so
   * much of them is the way to this node and the first character of its own.
   */
  private Trie<T> build(int low, int high, int depth) {
    String first = texts.get(low);
    int end = alike(first, texts.get(high - 1), depth);
    TextKeys<T> own = first.length() == end ? keys.get(low) : null;
    List<Trie<T>> children = new ArrayList<>();
    StringBuilder firsts = new StringBuilder();
    int next = own == null ? low : low + 1;
    while (next < high) {
      char begin = texts.get(next).charAt(end);
      int from = next;
      while (next < high && texts.get(next).charAt(end) == begin) {
        next++;
      }
      firsts.append(begin);
      children.add(build(from, next, end + 1));
    }
    return new Trie<>(
        first.substring(depth, end),
        own == null ? null : node(own.prefixed()),
        own == null ? null : node(own.exact()),
        firsts.toString().toCharArray(),
        array(children));
  }

  private @Nullable Node<T> node(List<Placed<T>> entries) {
    return entries.isEmpty() ? null : nodes.apply(entries);
  }

  /** How far both agree, {@code depth} at least. */
  private static int alike(String one, String other, int depth) {
    int end = depth;
    while (end < one.length() && end < other.length() && one.charAt(end) == other.charAt(end)) {
      end++;
    }
    return end;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> Trie<T>[] array(List<Trie<T>> children) {
    return children.toArray(new Trie[0]);
  }
}
