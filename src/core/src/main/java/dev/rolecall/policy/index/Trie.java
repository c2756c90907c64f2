package dev.rolecall.policy.index;

import org.jspecify.annotations.Nullable;

/** A path-compressed trie: what is found of a text is what stands along its way. */
final class Trie<T> {
  /** The text of the way into this node; but for the root, its first character is the parent's. */
  private final String label;

  /** What begins with the way so far. */
  private final @Nullable Node<T> here;

  /** What is the way so far and no more. */
  private final @Nullable Node<T> exactly;

  /** The children's first characters, ascending. */
  private final char[] firsts;

  private final Trie<T>[] children;

  Trie(
      String label,
      @Nullable Node<T> here,
      @Nullable Node<T> exactly,
      char[] firsts,
      Trie<T>[] children) {
    this.label = label;
    this.here = here;
    this.exactly = exactly;
    this.firsts = firsts;
    this.children = children;
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
    Trie<T> node = this;
    while (node != null && node.isAt(text, at, to, step)) {
      at += node.label.length() * step;
      if (node.here != null) {
        node.here.visit(query, visitor);
      }
      if (at == to) {
        if (node.exactly != null) {
          node.exactly.visit(query, visitor);
        }
        return;
      }
      node = node.child(text.charAt(at));
      at += step;
    }
  }

  private boolean isAt(String text, int from, int to, int step) {
    int length = label.length();
    if (length == 0) {
      return true;
    }
    if (length > (to - from) * step) {
      return false;
    }
    return step > 0 ? text.startsWith(label, from) : isBackwardsAt(text, from);
  }

  private boolean isBackwardsAt(String text, int from) {
    for (int i = 0, at = from; i < label.length(); i++, at--) {
      if (label.charAt(i) != text.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Trie<T> child(char first) {
    char[] sorted = firsts;
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      char candidate = sorted[middle];
      if (candidate < first) {
        low = middle + 1;
      } else if (candidate > first) {
        high = middle - 1;
      } else {
        return children[middle];
      }
    }
    return null;
  }
}
