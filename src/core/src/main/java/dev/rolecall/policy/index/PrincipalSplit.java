package dev.rolecall.policy.index;

import java.util.Map;

/** Asks for the caller's names. */
final class PrincipalSplit extends Node {
  private final Map<Object, Node> byName;
  private final Node others;

  PrincipalSplit(Map<Object, Node> byName, Node others) {
    this.byName = byName;
    this.others = others;
  }

  @Override
  void find(Query query, Walk walk) {
    int number = 0;
    Object name = query.principal(number);
    while (name != null) {
      Node found = byName.get(name);
      if (found != null) {
        found.find(query, walk);
      }
      name = query.principal(++number);
    }
    if (others != Leaf.EMPTY) {
      others.find(query, walk);
    }
  }
}
