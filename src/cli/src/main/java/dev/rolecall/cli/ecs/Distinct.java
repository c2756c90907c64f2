package dev.rolecall.cli.ecs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names for things that keep them apart, where what they are called would do for several. */
final class Distinct {
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> given = new HashSet<>();

  /**
   * The name of a thing; always the same one.
   *
   * @param thing what it is
   * @param wanted its name, where no other thing has it
   */
  String of(String thing, String wanted) {
    return names.computeIfAbsent(thing, it -> free(wanted));
  }

  private String free(String wanted) {
    String name = wanted;
    for (int more = 2; !given.add(name); more++) {
      name = wanted + "-" + more;
    }
    return name;
  }
}
