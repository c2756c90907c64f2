package dev.rolecall.policy.index;

/** Few things, or things that no feature tells apart: a group of the index's. */
final class Leaf extends Node {
  /** Nothing at all. */
  static final Leaf EMPTY = new Leaf(-1);

  private final int group;

  Leaf(int group) {
    this.group = group;
  }

  int group() {
    return group;
  }

  @Override
  void find(Query query, Walk walk) {
    if (this != EMPTY) {
      walk.add(group);
    }
  }
}
