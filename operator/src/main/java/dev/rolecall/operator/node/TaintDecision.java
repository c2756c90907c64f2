package dev.rolecall.operator.node;

import java.time.Duration;

/** What becomes of a node's taint. */
sealed interface TaintDecision {
  /** The node is as it should be. */
  record Leave() implements TaintDecision {}

  /** Nothing yet: the node is to be looked at again. */
  record LookAgainIn(Duration time) implements TaintDecision {}

  /**
   * @param reason a sentence
   */
  record Add(String reason) implements TaintDecision {}

  record Lift() implements TaintDecision {}
}
