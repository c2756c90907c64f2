package dev.rolecall.policy.index;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds all of many pieces of text in one reading (A. Aho and M. Corasick, "Efficient string
 * matching", 1975): a trie of the pieces, in which each place knows where to go on when the text
 * does not continue as any piece there.
 */
final class Pieces<T> {
  private final Place<T> root = new Place<>();

  /** What was read of a piece, or of several that begin alike. */
  private static final class Place<T> {
    private char[] firsts = {};

    @SuppressWarnings("unchecked")
    private Place<T>[] next = new Place[0];

    /** What stands under the piece that ends here. */
    private @Nullable Node<T> here;

    /** The place of the longest end of what was read that begins a piece; null at the root. */
    private @Nullable Place<T> shorter;

    /** The nearest of those places where a piece ends. */
    private @Nullable Place<T> ending;

    @Nullable Place<T> next(char unit) {
      int found = Arrays.binarySearch(firsts, unit);
      return found < 0 ? null : next[found];
    }

    Place<T> grow(char unit) {
      int found = Arrays.binarySearch(firsts, unit);
      if (found >= 0) {
        return next[found];
      }
      int at = -found - 1;
      char[] units = Arrays.copyOf(firsts, firsts.length + 1);
      Place<T>[] places = Arrays.copyOf(next, next.length + 1);
      System.arraycopy(firsts, at, units, at + 1, firsts.length - at);
      System.arraycopy(next, at, places, at + 1, next.length - at);
      units[at] = unit;
      places[at] = new Place<>();
      firsts = units;
      next = places;
      return places[at];
    }
  }

  /**
   * @param nodes by piece, none of them empty
   */
  Pieces(Map<String, Node<T>> nodes) {
    nodes.forEach(this::add);
    Deque<Place<T>> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      Place<T> place = open.remove();
      for (int i = 0; i < place.next.length; i++) {
        Place<T> longer = place.next[i];
        longer.shorter = place == root ? root : goOn(place.shorter, place.firsts[i]);
        longer.ending = longer.shorter.here == null ? longer.shorter.ending : longer.shorter;
        open.add(longer);
      }
    }
  }

  private void add(String piece, Node<T> node) {
    Place<T> place = root;
    for (int i = 0; i < piece.length(); i++) {
      place = place.grow(piece.charAt(i));
    }
    place.here = node;
  }

  /** The place of the longest end of what was read, with one more unit, that begins a piece. */
  private Place<T> goOn(@Nullable Place<T> from, char unit) {
    Place<T> place = from;
    while (place != null) {
      Place<T> next = place.next(unit);
      if (next != null) {
        return next;
      }
      place = place.shorter;
    }
    return root;
  }

  /** Visits what stands under the pieces in the resource behind {@code from}, once each time. */
  void visit(int from, Query query, Visitor<T> visitor) {
    String text = query.resource();
    Place<T> place = root;
    for (int at = from; at < text.length(); at++) {
      place = goOn(place, text.charAt(at));
      Place<T> ending = place.here == null ? place.ending : place;
      while (ending != null) {
        if (ending.here != null) {
          ending.here.visit(query, visitor);
        }
        ending = ending.ending;
      }
    }
  }
}
