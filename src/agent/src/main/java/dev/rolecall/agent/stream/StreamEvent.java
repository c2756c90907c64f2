package dev.rolecall.agent.stream;

import dev.rolecall.agent.node.NodeFacts;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.token.JwkSet;
import java.util.Optional;

/** A line of the stream. */
public sealed interface StreamEvent {
  record Node(NodeFacts facts) implements StreamEvent {}

  /** Keys that sign the tokens of the cluster's pods. */
  record Issuer(String issuer, JwkSet keys) implements StreamEvent {}

  record Pod(NodePod pod) implements StreamEvent {}

  record Gone(String uid) implements StreamEvent {}

  /** The whole was told. */
  record Synced() implements StreamEvent {}

  /** Nothing is new. */
  record Alive() implements StreamEvent {}

  /** Of a type that a later sts may know. */
  record Unknown() implements StreamEvent {}

  /**
   * Of a known type, and not as it should be.
   *
   * @param pod the UID of the pod that it is about, where that can be read: nothing else is known
   *     of that pod now
   */
  record Unreadable(String reason, Optional<String> pod) implements StreamEvent {}
}
