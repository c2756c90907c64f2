package dev.rolecall.policy.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entries told apart by one feature.
 *
 * @param byKey those that require something of it, under each of their keys
 * @param others those that do not, or that have too many keys to be put under each
 */
record Split<T>(Feature feature, Map<Key, List<Placed<T>>> byKey, List<Placed<T>> others) {
  /**
   * In so many places an entry may stand: of one that lists many actions and many resources one
   * list is left to whoever looks at what was found, so that memory stays in proportion.
   */
  private static final int MOST_PLACES = 64;

  /** An entry at some of its places: the same object at all that one feature tells apart. */
  static final class Placed<T> {
    private final Entry<T> entry;
    private final int places;
    private final Set<Feature> fitting;

    private Placed(Entry<T> entry, int places, Set<Feature> fitting) {
      this.entry = entry;
      this.places = places;
      this.fitting = fitting;
    }

    static <T> Placed<T> atRoot(Entry<T> entry) {
      return new Placed<>(entry, 1, Set.of());
    }

    Entry<T> entry() {
      return entry;
    }

    /** The features that were asked for on the way there and fit the entry's keys. */
    Set<Feature> fitting() {
      return fitting;
    }

    private Placed<T> under(Feature feature, int keys) {
      Set<Feature> more = new HashSet<>(fitting);
      more.add(feature);
      return new Placed<>(entry, places * keys, more);
    }
  }

  static <T> Split<T> by(Feature feature, List<Placed<T>> entries) {
    Split<T> split = new Split<>(feature, new HashMap<>(), new ArrayList<>());
    for (Placed<T> placed : entries) {
      split.add(placed);
    }
    return split;
  }

  private void add(Placed<T> placed) {
    @Nullable Set<Key> keys = placed.entry().keys(feature);
    if (keys == null || keys.size() * placed.places > MOST_PLACES) {
      others.add(placed);
      return;
    }
    Placed<T> each = placed.under(feature, keys.size());
    for (Key key : keys) {
      byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(each);
    }
  }

  /**
   * How many entries are still to be looked at for a request, on average over requests that each of
   * the entries under keys is as likely to be for.
   */
  double remaining() {
    return others.size() + (feature instanceof Feature.Text ? alongWays() : underKeys());
  }

  private double underKeys() {
    double found = 0;
    double requests = 0;
    for (List<Placed<T>> placed : byKey.values()) {
      found += (double) placed.size() * placed.size();
      requests += placed.size();
    }
    return found / requests;
  }

  /** Prefixes of each other are found together. */
  private double alongWays() {
    Deque<Map.Entry<String, Integer>> way = new ArrayDeque<>();
    int onWay = 0;
    double found = 0;
    double requests = 0;
    for (Map.Entry<String, TextKeys<T>> next : byText().entrySet()) {
      while (!way.isEmpty() && !next.getKey().startsWith(way.element().getKey())) {
        onWay -= way.pop().getValue();
      }
      int prefixed = next.getValue().prefixed().size();
      int exact = next.getValue().exact().size();
      way.push(Map.entry(next.getKey(), prefixed));
      onWay += prefixed;
      found += (double) prefixed * onWay + (double) exact * (onWay + exact);
      requests += prefixed + exact;
    }
    return found / requests;
  }

  /** What stands under a text: as what others begin with, and as the whole. */
  record TextKeys<T>(List<Placed<T>> prefixed, List<Placed<T>> exact) {}

  /** The keys of a text's feature, sorted. */
  TreeMap<String, TextKeys<T>> byText() {
    TreeMap<String, TextKeys<T>> texts = new TreeMap<>();
    byKey.forEach((key, placed) -> {
      switch (key) {
        case Key.Prefix(var text) -> at(text, texts).prefixed().addAll(placed);
        case Key.Exact(var value) -> at(value.toString(), texts).exact().addAll(placed);
        case Key.Piece piece -> throw new IllegalStateException("a piece begins no text: " + key);
      }
    });
    return texts;
  }

  private static <T> TextKeys<T> at(String text, TreeMap<String, TextKeys<T>> texts) {
    return texts.computeIfAbsent(
        text, none -> new TextKeys<>(new ArrayList<>(), new ArrayList<>()));
  }
}
