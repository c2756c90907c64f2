package dev.rolecall.policy.index;

/**
 * A path-compressed trie: what is found of a text is what stands along its way. It lies in few
 * arrays instead of many objects, because looking something up in a large one costs what it fetches
 * from memory.
 */
final class Trie<T> {
  /** Ints of a place: where its label begins and ends, its children, and what stands there. */
  private static final int PLACE = 6;

  private static final int LABEL_END = 1;
  private static final int CHILDREN = 2;
  private static final int CHILDREN_END = 3;
  private static final int HERE = 4;
  private static final int EXACTLY = 5;

  /** Nothing stands there. */
  static final int NOTHING = -1;

  /** The places, breadth first: the children of one follow each other. */
  private final int[] places;

  /** The first character of the way to each place; a place's children have ascending ones. */
  private final char[] firsts;

  /** The text between the first character of the way to a place and the place, of all of them. */
  private final char[] labels;

  /** What stands at places. */
  private final Node<T>[] nodes;

  Trie(int[] places, char[] firsts, char[] labels, Node<T>[] nodes) {
    this.places = places;
    this.firsts = firsts;
    this.labels = labels;
    this.nodes = nodes;
  }

  /**
   * Walks along a text.
   *
   * @param from its first character
   * @param to behind its last one; where that is before {@code from} the text is read backwards
   */
  void visit(String text, int from, int to, Query query, Visitor<T> visitor) {
    int step = to < from ? -1 : 1;
    int at = from;
    int place = 0;
    while (place != NOTHING) {
      int base = place * PLACE;
      int length = places[base + LABEL_END] - places[base];
      if (length > (to - at) * step || !isAt(places[base], length, text, at, step)) {
        return;
      }
      at += length * step;
      visit(places[base + HERE], query, visitor);
      if (at == to) {
        visit(places[base + EXACTLY], query, visitor);
        return;
      }
      place = child(places[base + CHILDREN], places[base + CHILDREN_END], text.charAt(at));
      at += step;
    }
  }

  private void visit(int node, Query query, Visitor<T> visitor) {
    if (node != NOTHING) {
      nodes[node].visit(query, visitor);
    }
  }

  private boolean isAt(int label, int length, String text, int from, int step) {
    int at = from;
    for (int i = label; i < label + length; i++) {
      if (labels[i] != text.charAt(at)) {
        return false;
      }
      at += step;
    }
    return true;
  }

  private int child(int from, int to, char first) {
    int low = from;
    int high = to - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      char candidate = firsts[middle];
      if (candidate < first) {
        low = middle + 1;
      } else if (candidate > first) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return NOTHING;
  }
}
