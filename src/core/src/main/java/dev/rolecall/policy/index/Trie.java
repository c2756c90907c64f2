package dev.rolecall.policy.index;

/**
 * A path-compressed trie: what is found of a text is what stands along its way. It lies in few
 * arrays instead of many objects, because looking something up in a large one costs what it fetches
 * from memory.
 */
final class Trie {
  /**
   * Ints of a place: where its label begins and ends, its children, and what stands there, for all
   * that goes on and for what ends there: a node, a group or nothing.
   */
  private static final int PLACE = 6;

  private static final int LABEL_END = 1;
  private static final int CHILDREN = 2;
  private static final int CHILDREN_END = 3;
  private static final int HERE = 4;
  private static final int EXACTLY = 5;

  /** Nothing stands there. */
  static final int NOTHING = -1;

  /** What stands there is a group: the first, and those behind it below this number. */
  private static final int FIRST_GROUP = -2;

  /** The places, breadth first: the children of one follow each other. */
  private final int[] places;

  /** The first character of the way to each place; a place's children have ascending ones. */
  private final char[] firsts;

  /** The text between the first character of the way to a place and the place, of all of them. */
  private final char[] labels;

  /** What stands at places and is no group. */
  private final Node[] nodes;

  Trie(int[] places, char[] firsts, char[] labels, Node[] nodes) {
    this.places = places;
    this.firsts = firsts;
    this.labels = labels;
    this.nodes = nodes;
  }

  /** Walks along the query's text from one place up to another. */
  void find(int from, int to, Query query, Walk walk) {
    char[] text = walk.text();
    int at = from;
    int place = 0;
    while (place != NOTHING) {
      int base = place * PLACE;
      int label = places[base];
      int labelEnd = places[base + LABEL_END];
      if (labelEnd - label > to - at) {
        return;
      }
      while (label < labelEnd) {
        if (labels[label++] != text[at++]) {
          return;
        }
      }
      find(places[base + HERE], query, walk);
      if (at == to) {
        find(places[base + EXACTLY], query, walk);
        return;
      }
      place = child(base, text[at++]);
    }
  }

  /** The same from behind the last character down to the first one. */
  void findBackwards(int from, int to, Query query, Walk walk) {
    char[] text = walk.text();
    int at = from;
    int place = 0;
    while (place != NOTHING) {
      int base = place * PLACE;
      int label = places[base];
      int labelEnd = places[base + LABEL_END];
      if (labelEnd - label > at - to) {
        return;
      }
      while (label < labelEnd) {
        if (labels[label++] != text[--at]) {
          return;
        }
      }
      find(places[base + HERE], query, walk);
      if (at == to) {
        find(places[base + EXACTLY], query, walk);
        return;
      }
      place = child(base, text[--at]);
    }
  }

  /** How a group is written down as what stands at a place. */
  static int ofGroup(int group) {
    return FIRST_GROUP - group;
  }

  private void find(int here, Query query, Walk walk) {
    if (here >= 0) {
      nodes[here].find(query, walk);
    } else if (here != NOTHING) {
      walk.add(FIRST_GROUP - here);
    }
  }

  private int child(int base, char first) {
    int low = places[base + CHILDREN];
    int high = places[base + CHILDREN_END] - 1;
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
