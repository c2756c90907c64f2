package dev.rolecall.policy.index;

/** Asks which pieces of text there are in the last segment of the resource's ARN. */
final class PieceSplit extends Node {
  private final Pieces pieces;
  private final Node others;

  PieceSplit(Pieces pieces, Node others) {
    this.pieces = pieces;
    this.others = others;
  }

  @Override
  void find(Query query, Walk walk) {
    int from = query.segment(5);
    if (from >= 0) {
      pieces.find(walk.actionEnd() + from, query, walk);
    }
    if (others != Leaf.EMPTY) {
      others.find(query, walk);
    }
  }
}
