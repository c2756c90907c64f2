package dev.rolecall.policy.index;

/** Asks for a stretch of text. */
final class TextSplit<T> implements Node<T> {
  private final Feature.Text feature;
  private final Trie<T> trie;
  private final Node<T> others;

  TextSplit(Feature.Text feature, Trie<T> trie, Node<T> others) {
    this.feature = feature;
    this.trie = trie;
    this.others = others;
  }

  @Override
  public void visit(Query query, Visitor<T> visitor) {
    switch (feature) {
      case ACTION -> trie.visit(query.action(), 0, query.action().length(), query, visitor);
      case RESOURCE -> visitSegment(5, query, visitor);
      case RESOURCE_END -> visitBackwards(query, visitor);
      case SERVICE -> visitSegment(2, query, visitor);
      case REGION -> visitSegment(3, query, visitor);
      case ACCOUNT -> visitSegment(4, query, visitor);
    }
    others.visit(query, visitor);
  }

  private void visitSegment(int number, Query query, Visitor<T> visitor) {
    int from = query.segment(number);
    if (from >= 0) {
      String resource = query.resource();
      int to = number == 5 ? resource.length() : query.segment(number + 1) - 1;
      trie.visit(resource, from, to, query, visitor);
    }
  }

  private void visitBackwards(Query query, Visitor<T> visitor) {
    int from = query.segment(5);
    if (from >= 0) {
      String resource = query.resource();
      // Downwards: from the last character to the segment's first.
      trie.visit(resource, resource.length() - 1, from - 1, query, visitor);
    }
  }
}
