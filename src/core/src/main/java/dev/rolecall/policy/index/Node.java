package dev.rolecall.policy.index;

/** A step of an index. */
abstract sealed class Node permits Leaf, TextSplit, PieceSplit, ContextSplit, PrincipalSplit {
  /** Finds what may apply to the request, here and behind this step. */
  abstract void find(Query query, Walk walk);
}
