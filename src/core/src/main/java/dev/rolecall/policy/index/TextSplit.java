package dev.rolecall.policy.index;

/** Asks for a stretch of text. */
final class TextSplit extends Node {
  private final Feature.Text feature;
  private final Trie trie;
  private final Node others;

  TextSplit(Feature.Text feature, Trie trie, Node others) {
    this.feature = feature;
    this.trie = trie;
    this.others = others;
  }

  @Override
  void find(Query query, Walk walk) {
    switch (feature) {
      case ACTION -> trie.find(0, walk.actionEnd(), query, walk);
      case RESOURCE -> findLast(query, walk);
      case RESOURCE_END -> findBackwards(query, walk);
      case SERVICE -> findSegment(2, query, walk);
      case REGION -> findSegment(3, query, walk);
      case ACCOUNT -> findSegment(4, query, walk);
    }
    if (others != Leaf.EMPTY) {
      others.find(query, walk);
    }
  }

  private void findLast(Query query, Walk walk) {
    int from = query.segment(5);
    if (from >= 0) {
      trie.find(walk.actionEnd() + from, walk.resourceEnd(), query, walk);
    }
  }

  private void findSegment(int number, Query query, Walk walk) {
    int from = query.segment(number);
    if (from >= 0) {
      int begin = walk.actionEnd();
      trie.find(begin + from, begin + query.segment(number + 1) - 1, query, walk);
    }
  }

  private void findBackwards(Query query, Walk walk) {
    int from = query.segment(5);
    if (from >= 0) {
      trie.findBackwards(walk.resourceEnd(), walk.actionEnd() + from, query, walk);
    }
  }
}
