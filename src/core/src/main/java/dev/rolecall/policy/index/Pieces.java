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
final class Pieces {
  private final Place root = new Place();

  /** What was read of a piece, or of several that begin alike. */
  private static final class Place {
    private char[] firsts = {};

    private Place[] next = new Place[0];

    /** What stands under the piece that ends here. */
    private @Nullable Node here;

    /** The place of the longest end of what was read that begins a piece; null at the root. */
    private @Nullable Place shorter;

    /** The nearest of those places where a piece ends. */
    private @Nullable Place ending;

    @Nullable Place next(char unit) {
      int found = Arrays.binarySearch(firsts, unit);
      return found < 0 ? null : next[found];
    }

    Place grow(char unit) {
      int found = Arrays.binarySearch(firsts, unit);
      if (found >= 0) {
        return next[found];
      }
      int at = -found - 1;
      char[] units = Arrays.copyOf(firsts, firsts.length + 1);
      Place[] places = Arrays.copyOf(next, next.length + 1);
      System.arraycopy(firsts, at, units, at + 1, firsts.length - at);
      System.arraycopy(next, at, places, at + 1, next.length - at);
      units[at] = unit;
      places[at] = new Place();
      firsts = units;
      next = places;
      return places[at];
    }
  }

  /**
   * @param nodes by piece, none of them empty
   */
  Pieces(Map<String, Node> nodes) {
    nodes.forEach(this::add);
    Deque<Place> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      Place place = open.remove();
      for (int i = 0; i < place.next.length; i++) {
        Place longer = place.next[i];
        longer.shorter = place == root ? root : goOn(place.shorter, place.firsts[i]);
        longer.ending = longer.shorter.here == null ? longer.shorter.ending : longer.shorter;
        open.add(longer);
      }
    }
  }

  private void add(String piece, Node node) {
    Place place = root;
    for (int i = 0; i < piece.length(); i++) {
      place = place.grow(piece.charAt(i));
    }
    place.here = node;
  }

  /** The place of the longest end of what was read, with one more unit, that begins a piece. */
  private Place goOn(@Nullable Place from, char unit) {
    Place place = from;
    while (place != null) {
      Place next = place.next(unit);
      if (next != null) {
        return next;
      }
      place = place.shorter;
    }
    return root;
  }

  /** Finds what stands under the pieces in the resource behind {@code from}, once each time. */
  void find(int from, Query query, Walk walk) {
    char[] text = walk.text();
    Place place = root;
    for (int at = from; at < walk.resourceEnd(); at++) {
      place = goOn(place, text[at]);
      Place ending = place.here == null ? place.ending : place;
      while (ending != null) {
        if (ending.here != null) {
          ending.here.find(query, walk);
        }
        ending = ending.ending;
      }
    }
  }
}
