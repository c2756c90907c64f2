package dev.rolecall.cli.ecs;

import dev.rolecall.cli.ecs.Fields.Text;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * ECS's names as DNS labels, by which Kubernetes calls containers and volumes: each of one kind
 * gets another one.
 */
final class Labels {
  private static final int LONGEST = 63;

  private final String what;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Set<String> given = new TreeSet<>();

  /**
   * @param what is called so, for findings
   */
  Labels(String what) {
    this.what = what;
  }

  /** The label of a name that is declared here; says so where it is another text. */
  String declare(Text name, Findings findings) {
    if (labels.containsKey(name.value())) {
      throw new DefinitionException(name.place(), "is the name of two " + what + "s");
    }
    String label = of(name.value(), what);
    for (int more = 2; !given.add(label); more++) {
      String end = "-" + more;
      String start = of(name.value(), what);
      label = start.substring(0, Math.min(start.length(), LONGEST - end.length())) + end;
    }
    labels.put(name.value(), label);
    if (!label.equals(name.value())) {
      findings.changed(
          name.place(),
          "Kubernetes calls a %s by a DNS label: it is '%s' here".formatted(what, label),
          "use this name in overrides and with kubectl");
    }
    return label;
  }

  /**
   * The label of a name that is declared somewhere.
   *
   * @throws DefinitionException where it is not
   */
  String of(Text name) {
    String label = labels.get(name.value());
    if (label == null) {
      throw new DefinitionException(
          name.place(), "is '" + name.value() + "', and there is no " + what + " of this name");
    }
    return label;
  }

  /** A text as a DNS label (RFC 1123), the word where nothing of it is left. */
  static String of(String text, String word) {
    String label =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
    label = label.substring(0, Math.min(label.length(), LONGEST)).replaceAll("-+$", "");
    return label.isEmpty() ? word : label;
  }
}
