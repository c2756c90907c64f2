package dev.rolecall.policy.index;

/** A step of an index. */
interface Node<T> {
  void visit(Query query, Visitor<T> visitor);
}
