package dev.rolecall.agent.node;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The pods of the node, kept up to date from sts. Look-ups never block. */
public interface NodePods {
  /** Empty until sts told the whole node once. */
  Optional<NodeFacts> node();

  Optional<NodePod> find(String uid);

  /** Those that have this address now: more than one while events are late. */
  List<NodePod> at(InetAddress address);

  /** All of them. */
  Collection<NodePod> all();

  /**
   * Calls {@code observer} for each pod that is new or has changed, also before the whole was told.
   */
  void onPod(Consumer<NodePod> observer);

  /** Calls {@code observer} with the UID of each pod that went. */
  void onGone(Consumer<String> observer);
}
