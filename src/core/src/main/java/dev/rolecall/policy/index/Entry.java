package dev.rolecall.policy.index;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A thing to be found, and what a request must have for it to apply.
 *
 * @param keys by feature, the keys of which the request's must fit one; a feature that is not here
 *     does not matter
 */
record Entry<T>(T value, Map<Feature, Set<Key>> keys) {
  @Nullable Set<Key> keys(Feature feature) {
    return keys.get(feature);
  }

  /** Whether no request has what it takes. */
  boolean isHopeless() {
    return keys.values().stream().anyMatch(Set::isEmpty);
  }
}
