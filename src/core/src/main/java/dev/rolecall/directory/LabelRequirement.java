package dev.rolecall.directory;

import java.util.Map;
import java.util.Set;

/** What a selector asks of one label (Kubernetes: "Labels and Selectors"). */
public sealed interface LabelRequirement {
  /** The label's key. */
  String key();

  /** Whether an object with these labels meets it. */
  boolean holds(Map<String, String> labels);

  /** The label has one of these values. */
  record In(String key, Set<String> values) implements LabelRequirement {
    public In {
      values = Set.copyOf(values);
    }

    @Override
    public boolean holds(Map<String, String> labels) {
      return labels.containsKey(key) && values.contains(labels.get(key));
    }
  }

  /** The label has none of these values, or is not there. */
  record NotIn(String key, Set<String> values) implements LabelRequirement {
    public NotIn {
      values = Set.copyOf(values);
    }

    @Override
    public boolean holds(Map<String, String> labels) {
      return !labels.containsKey(key) || !values.contains(labels.get(key));
    }
  }

  /** The label is there, whatever its value. */
  record Exists(String key) implements LabelRequirement {
    @Override
    public boolean holds(Map<String, String> labels) {
      return labels.containsKey(key);
    }
  }

  /** The label is not there. */
  record DoesNotExist(String key) implements LabelRequirement {
    @Override
    public boolean holds(Map<String, String> labels) {
      return !labels.containsKey(key);
    }
  }
}
