package dev.rolecall.directory;

import java.util.Optional;
import java.util.Set;

/** The cluster's nodes, and the pods that are bound to each. Look-ups never block. */
public interface NodeDirectory {
  /** The node of this name; empty where nothing is known of it. */
  Optional<Node> node(String name);

  /**
   * The UIDs of the pods that are bound to a node and have not finished. Whether one lives is for
   * {@link WorkloadDirectory} to say.
   */
  Set<String> pods(String node);

  /** What its node says of a pod; empty where it is bound to none, has finished or is gone. */
  Optional<PodStatus> status(String podUid);

  /** Tells the observer of what changes from here on, in the order of changes. */
  void observe(Observer observer);

  /** Hears of changes, on any thread; it must not block. */
  interface Observer {
    /** The pod, or what its node says of it, may be another than before, or it is gone. */
    void podChanged(String node, String podUid);

    void nodeChanged(String node);

    /** Something changed that may matter to any pod, as a service account's annotations do. */
    void anyChanged();
  }
}
