package dev.rolecall.operator.tenancy;

import dev.rolecall.operator.state.ObjectKey;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Lists in sentences: no longer than somebody reads. */
final class Names {
  private static final int MOST = 5;

  private Names() {}

  /** {@code 'a', 'b' and 3 more}. */
  static String quoted(Collection<String> names) {
    return listed(names.stream().map(name -> "'" + name + "'").toList());
  }

  /** {@code team/a, team/b and 3 more}. */
  static String of(List<ObjectKey> objects) {
    return listed(
        objects.stream()
            .map(key -> key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name())
            .toList());
  }

  private static String listed(List<String> names) {
    String more = names.size() > MOST ? " and %d more".formatted(names.size() - MOST) : "";
    return names.stream().limit(MOST).collect(Collectors.joining(", ", "", more));
  }
}
