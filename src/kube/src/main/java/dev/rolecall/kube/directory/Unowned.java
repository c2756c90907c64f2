package dev.rolecall.kube.directory;

import java.util.HashMap;
import java.util.Map;

/**
 * What is in a namespace that no Account has. Nobody uses it, and sts has its text in memory.
 *
 * @param counts of objects, by kind
 * @param memory bytes that they would take at most if an Account had the namespace
 */
public record Unowned(Map<String, Integer> counts, long memory) {
  public static final Unowned NONE = new Unowned(Map.of(), 0);

  public Unowned {
    counts = Map.copyOf(counts);
  }

  /** How many objects of this kind there are. */
  public int count(String kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** With one more object. */
  Unowned with(String kind, long weight) {
    Map<String, Integer> more = new HashMap<>(counts);
    more.merge(kind, 1, Integer::sum);
    return new Unowned(more, memory + weight);
  }
}
