package dev.rolecall.trust;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The session tags of one wish to wear a role.
 *
 * @param asked those asked for; of keys that differ by case alone the last counts
 * @param transitiveKeys those of them that go along a chain
 * @param inherited the transitive tags of the session that asks, which the new one gets unasked
 */
public record RequestedTags(
    Map<String, String> asked, Set<String> transitiveKeys, Map<String, String> inherited) {
  public static final RequestedTags NONE = new RequestedTags(Map.of(), Set.of(), Map.of());

  public RequestedTags {
    asked = Collections.unmodifiableMap(new LinkedHashMap<>(asked));
    transitiveKeys = Set.copyOf(transitiveKeys);
    inherited = Map.copyOf(inherited);
  }

  /** Whether the session will have tags, so that {@code sts:TagSession} must be allowed. */
  boolean any() {
    return !asked.isEmpty() || !inherited.isEmpty();
  }
}
