package dev.rolecall.agent.imds;

import dev.rolecall.agent.node.NodeFacts;
import dev.rolecall.identity.PodRef;

/**
 * Whom a token is good for: one pod, or the processes of the node, and on one node.
 *
 * @param text what makes it another one than any other
 */
record TokenHolder(String text) {
  static TokenHolder pod(NodeFacts node, PodRef pod) {
    return new TokenHolder("pod\n" + node.uid() + "\n" + pod.uid());
  }

  static TokenHolder node(NodeFacts node) {
    return new TokenHolder("node\n" + node.uid());
  }
}
