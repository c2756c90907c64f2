package dev.rolecall.operator.node;

import io.fabric8.kubernetes.api.model.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which nodes can run the agent.
 *
 * @param labels that a node has, all of them
 */
public record NodeSelection(Map<String, String> labels) {
  public NodeSelection {
    labels = Map.copyOf(labels);
  }

  /**
   * @param words {@code key=value} each
   * @throws IllegalArgumentException where one is none
   */
  public static NodeSelection of(List<String> words) {
    Map<String, String> labels = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("'" + word + "' is no key=value");
      }
      labels.put(word.substring(0, equals).strip(), word.substring(equals + 1).strip());
    }
    return new NodeSelection(labels);
  }

  boolean selects(Node node) {
    Map<String, String> present = node.getMetadata().getLabels();
    return present == null ? labels.isEmpty() : present.entrySet().containsAll(labels.entrySet());
  }
}
