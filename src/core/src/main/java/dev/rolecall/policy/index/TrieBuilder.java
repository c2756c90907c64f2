package dev.rolecall.policy.index;

import dev.rolecall.policy.index.Split.Placed;
import dev.rolecall.policy.index.Split.TextKeys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Builds a trie out of sorted texts. */
final class TrieBuilder<T> {
  private final List<String> texts;
  private final List<TextKeys<T>> keys;
  private final Function<List<Placed<T>>, Node> nodeOf;

  private final Deque<Range> open = new ArrayDeque<>();
  private final IntStream.Builder places = IntStream.builder();
  private final StringBuilder firsts = new StringBuilder();
  private final StringBuilder labels = new StringBuilder();
  private final List<Node> nodes = new ArrayList<>();

  /**
   * Texts of one place's.
   *
   * @param low the first of them
   * @param high behind the last of them
   * @param depth they are alike so far: the way to the place and the first character of its own
   */
  private record Range(int low, int high, int depth) {}

  TrieBuilder(SortedMap<String, TextKeys<T>> sorted, Function<List<Placed<T>>, Node> nodeOf) {
    this.texts = List.copyOf(sorted.keySet());
    this.keys = List.copyOf(sorted.values());
    this.nodeOf = nodeOf;
  }

  Trie build() {
    add(new Range(0, texts.size(), 0), '\0');
    while (!open.isEmpty()) {
      place(open.remove());
    }
    return new Trie(
        places.build().toArray(),
        firsts.toString().toCharArray(),
        labels.toString().toCharArray(),
        nodes.toArray(Node[]::new));
  }

  private void add(Range range, char first) {
    firsts.append(first);
    open.add(range);
  }

  private void place(Range range) {
    String first = texts.get(range.low());
    int end = alike(first, texts.get(range.high() - 1), range.depth());
    places.add(labels.length());
    labels.append(first, range.depth(), end);
    places.add(labels.length());
    boolean ends = first.length() == end;
    places.add(firsts.length());
    addChildren(ends ? range.low() + 1 : range.low(), range.high(), end);
    places.add(firsts.length());
    places.add(ends ? node(keys.get(range.low()).prefixed()) : Trie.NOTHING);
    places.add(ends ? node(keys.get(range.low()).exact()) : Trie.NOTHING);
  }

  private void addChildren(int low, int high, int at) {
    int next = low;
    while (next < high) {
      char begin = texts.get(next).charAt(at);
      int from = next;
      while (next < high && texts.get(next).charAt(at) == begin) {
        next++;
      }
      add(new Range(from, next, at + 1), begin);
    }
  }

  private int node(List<Placed<T>> entries) {
    if (entries.isEmpty()) {
      return Trie.NOTHING;
    }
    Node node = nodeOf.apply(entries);
    if (node instanceof Leaf leaf) {
      return Trie.ofGroup(leaf.group());
    }
    nodes.add(node);
    return nodes.size() - 1;
  }

  /** How far both agree, {@code depth} at least. */
  private static int alike(String one, String other, int depth) {
    int end = depth;
    while (end < one.length() && end < other.length() && one.charAt(end) == other.charAt(end)) {
      end++;
    }
    return end;
  }
}
