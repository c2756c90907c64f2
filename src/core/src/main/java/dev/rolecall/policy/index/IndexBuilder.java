package dev.rolecall.policy.index;

import dev.rolecall.policy.index.Split.Placed;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Grows an index from its root: always by the feature that leaves the fewest to look at. */
final class IndexBuilder<T> {
  /** So few are looked at one by one sooner than another feature is asked for. */
  private static final int FEW = 6;

  private IndexBuilder() {}

  static <T> Node<T> build(List<Entry<T>> entries) {
    List<Placed<T>> placed =
        entries.stream()
            .filter(entry -> !entry.isHopeless())
            .map(entry -> new Placed<>(entry, 1))
            .toList();
    return new IndexBuilder<T>().node(placed);
  }

  private Node<T> node(List<Placed<T>> entries) {
    Optional<Split<T>> best =
        entries.size() <= FEW
            ? Optional.empty()
            : features(entries).stream()
                .map(feature -> Split.by(feature, entries))
                .min(
                    Comparator.<Split<T>>comparingInt(Split::worst)
                        .thenComparing(split -> split.feature().toString()));
    return best.filter(split -> isWorthwhile(split, entries))
        .map(this::split)
        .orElseGet(() -> leaf(entries));
  }

  /** Each step must spare a quarter, so that the tree is no deeper than it helps. */
  private boolean isWorthwhile(Split<T> split, List<Placed<T>> entries) {
    return split.worst() * 4 <= entries.size() * 3;
  }

  private static <T> Set<Feature> features(List<Placed<T>> entries) {
    Set<Feature> features = new HashSet<>();
    entries.forEach(placed -> features.addAll(placed.entry().keys().keySet()));
    return features;
  }

  private Node<T> split(Split<T> split) {
    Node<T> others = node(split.others());
    return switch (split.feature()) {
      case Feature.Text text ->
          new TextSplit<>(text, new TrieBuilder<>(split.byText(), this::node).build(), others);
      case Feature.Context context -> new ContextSplit<>(context, byValue(split), others);
      case Feature.Principal principal -> new PrincipalSplit<>(byValue(split), others);
    };
  }

  private Map<Object, Node<T>> byValue(Split<T> split) {
    Map<Object, Node<T>> nodes = new HashMap<>();
    split
        .byKey()
        .forEach((key, placed) -> {
          if (key instanceof Key.Exact(var value)) {
            nodes.put(value, node(placed));
          }
        });
    return nodes;
  }

  private static <T> Node<T> leaf(List<Placed<T>> entries) {
    return new Leaf<>(entries.stream().map(placed -> placed.entry().value()).toList());
  }
}
