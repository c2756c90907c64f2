package dev.rolecall.policy.index;

/** Asks which pieces of text there are in the last segment of the resource's ARN. */
final class PieceSplit<T> implements Node<T> {
  private final Pieces<T> pieces;
  private final Node<T> others;

  PieceSplit(Pieces<T> pieces, Node<T> others) {
    this.pieces = pieces;
    this.others = others;
  }

  @Override
  public void visit(Query query, Visitor<T> visitor) {
    int from = query.segment(5);
    if (from >= 0) {
      pieces.visit(from, query, visitor);
    }
    others.visit(query, visitor);
  }
}
