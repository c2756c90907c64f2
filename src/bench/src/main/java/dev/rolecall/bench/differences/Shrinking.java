package dev.rolecall.bench.differences;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a case as small as it can be with something about it staying true. */
final class Shrinking {
  /** Without these a case would be none, or its policies no policies. */
  private static final Set<String> NEEDED =
      Set.of("name", "request", "principal", "action", "resource", "resourceAccount", "Statement");

  /** The plainest value of a member. */
  private static final Map<String, String> PLAIN =
      Map.of(
          "Action", "*",
          "Resource", "*",
          "Principal", "*",
          "action", "s3:GetObject",
          "resource", "arn:aws:s3:::b/k");

  private final Predicate<Map<String, Object>> stays;

  private Shrinking(Predicate<Map<String, Object>> stays) {
    this.stays = stays;
  }

  /**
   * A smaller case, or the same.
   *
   * @param given maps, lists and scalars
   * @param stays what must hold of every smaller case
   */
  static Map<String, Object> shrink(
      Map<String, Object> given, Predicate<Map<String, Object>> stays) {
    Shrinking shrinking = new Shrinking(stays);
    Map<String, Object> least = given;
    Map<String, Object> next = shrinking.smaller(least);
    while (next != null) {
      least = next;
      next = shrinking.smaller(least);
    }
    return least;
  }

  private @Nullable Map<String, Object> smaller(Map<String, Object> given) {
    for (Object candidate : withOneThingLess(given)) {
      Map<String, Object> smaller = object(candidate);
      if (stays.test(smaller)) {
        return smaller;
      }
    }
    return null;
  }

  private List<Object> withOneThingLess(@Nullable Object value) {
    List<Object> smaller = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> members = object(map);
      members.forEach((name, member) -> {
        if (!NEEDED.contains(name)) {
          smaller.add(without(members, name));
        }
        String plain = PLAIN.get(name);
        if (plain != null && !plain.equals(member)) {
          smaller.add(with(members, name, plain));
        }
        withOneThingLess(member).forEach(less -> smaller.add(with(members, name, less)));
      });
    } else if (value instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        List<Object> fewer = new ArrayList<>(elements);
        fewer.remove(i);
        smaller.add(fewer);
        for (Object less : withOneThingLess(elements.get(i))) {
          List<Object> changed = new ArrayList<>(elements);
          changed.set(i, less);
          smaller.add(changed);
        }
      }
    }
    return smaller;
  }

  private static Map<String, Object> without(Map<String, Object> members, String name) {
    Map<String, Object> fewer = new LinkedHashMap<>(members);
    fewer.remove(name);
    return fewer;
  }

  private static Map<String, Object> with(Map<String, Object> members, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(members);
    changed.put(name, value);
    return changed;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
