package dev.rolecall.policy.index;

import dev.rolecall.policy.index.Split.Placed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Grows an index from its root: always by the feature that leaves the fewest to look at. */
final class IndexBuilder<T> {
  /** What asking for a feature costs, in entries that could be looked at meanwhile. */
  private static final int ASKING = 2;

  /** Each step must spare a quarter at least, so that the tree is no deeper than it helps. */
  private static final double WORTHWHILE = 0.75;

  /** No other feature is tried where one leaves so few. */
  private static final int FEW = 2;

  /** So many at most are always looked at one by one: no feature pays. */
  private static final int TOO_FEW = (int) ((FEW + ASKING) / WORTHWHILE);

  private static final Feature INSIDE = new Feature.Inside();

  private final Index.Keys<T> keys;
  private final IntFunction<T[]> array;
  private final List<T[]> groups = new ArrayList<>();

  /** What was built over the same entries before, as under each action of the same statements. */
  private final Map<List<Placed<T>>, Node> built = new HashMap<>();

  /**
   * @param array makes arrays of things
   */
  IndexBuilder(Index.Keys<T> keys, IntFunction<T[]> array) {
    this.keys = keys;
    this.array = array;
  }

  /** The root of an index over these. */
  Node build(List<T> values) {
    if (values.size() <= TOO_FEW) {
      return group(values);
    }
    return node(
        values.stream()
            .map(value -> new Entry<>(value, keys.of(value)))
            .filter(entry -> !entry.isHopeless())
            .map(Placed::atRoot)
            .toList());
  }

  /** The groups that the index's leaves name, by number. */
  List<T[]> groups() {
    return groups;
  }

  private Node node(List<Placed<T>> entries) {
    Node known = built.get(entries);
    if (known != null) {
      return known;
    }
    Node node = grow(entries);
    built.put(entries, node);
    return node;
  }

  private Node grow(List<Placed<T>> entries) {
    Map<Feature, Integer> uses = uses(entries);
    // Pieces tell much apart, but the whole of a text must be read for them: the last resort.
    boolean inside = uses.remove(INSIDE) != null;
    return best(entries, uses)
        .or(() -> inside ? best(entries, Map.of(INSIDE, entries.size())) : Optional.empty())
        .map(this::split)
        .orElseGet(() -> leaf(entries));
  }

  /**
   * The split that leaves fewest, where there is one that pays.
   *
   * @param uses to how many of the entries each feature matters
   */
  private static <T> Optional<Split<T>> best(List<Placed<T>> entries, Map<Feature, Integer> uses) {
    Optional<Split<T>> best = Optional.empty();
    double fewest = entries.size() * WORTHWHILE - ASKING;
    for (Map.Entry<Feature, Integer> use : mostUsedFirst(uses)) {
      if (entries.size() - use.getValue() >= fewest || fewest <= FEW) {
        return best;
      }
      Split<T> split = Split.by(use.getKey(), entries);
      double remaining = split.remaining();
      if (remaining < fewest) {
        fewest = remaining;
        best = Optional.of(split);
      }
    }
    return best;
  }

  private static <T> Map<Feature, Integer> uses(List<Placed<T>> entries) {
    Map<Feature, Integer> uses = new HashMap<>();
    for (Placed<T> placed : entries) {
      placed.entry().keys().keySet().forEach(feature -> uses.merge(feature, 1, Integer::sum));
    }
    return uses;
  }

  private static List<Map.Entry<Feature, Integer>> mostUsedFirst(Map<Feature, Integer> uses) {
    return uses.entrySet().stream()
        .sorted(
            Map.Entry.<Feature, Integer>comparingByValue()
                .reversed()
                .thenComparing(use -> use.getKey().toString()))
        .toList();
  }

  private Node split(Split<T> split) {
    Node others = node(split.others());
    return switch (split.feature()) {
      case Feature.Text text ->
          new TextSplit(text, new TrieBuilder<>(split.byText(), this::node).build(), others);
      case Feature.Inside inside -> new PieceSplit(new Pieces(byPiece(split)), others);
      case Feature.Context context -> new ContextSplit(context, byValue(split), others);
      case Feature.Principal principal -> new PrincipalSplit(byValue(split), others);
    };
  }

  private Map<String, Node> byPiece(Split<T> split) {
    Map<String, Node> nodes = new HashMap<>();
    split
        .byKey()
        .forEach((key, placed) -> {
          if (key instanceof Key.Piece(var piece)) {
            nodes.put(piece, node(placed));
          }
        });
    return nodes;
  }

  private Map<Object, Node> byValue(Split<T> split) {
    Map<Object, Node> nodes = new HashMap<>();
    split
        .byKey()
        .forEach((key, placed) -> {
          if (key instanceof Key.Exact(var value)) {
            nodes.put(value, node(placed));
          }
        });
    return nodes;
  }

  private Node leaf(List<Placed<T>> entries) {
    return group(
        entries.stream()
            .map(placed -> keys.found(placed.entry().value(), placed.fitting()))
            .toList());
  }

  private Leaf group(List<T> values) {
    if (values.isEmpty()) {
      return Leaf.EMPTY;
    }
    groups.add(values.toArray(array));
    return new Leaf(groups.size() - 1);
  }
}
