package dev.rolecall.directory;

import java.util.Map;

/**
 * A node of the cluster.
 *
 * @param uid empty where the cluster has no such object
 * @param labels those that say where and what it is, and those that a kubelet cannot give itself
 */
public record Node(String name, String uid, Map<String, String> labels) {
  public Node {
    labels = Map.copyOf(labels);
  }
}
