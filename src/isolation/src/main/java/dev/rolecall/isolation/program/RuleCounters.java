package dev.rolecall.isolation.program;

import dev.rolecall.isolation.rig.Namespace;
import dev.rolecall.isolation.rig.Shell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The counters of the guard's rules, as the kernel has them at this moment. */
public final class RuleCounters {
  private static final Pattern COUNTER =
      Pattern.compile("counter (\\w+) \\{\\s+packets ([0-9]+) bytes");

  private static final String TABLE = "rolecall";

  private RuleCounters() {}

  /** Packets by the name of the rule. */
  public static Map<String, Double> of(Namespace node) {
    Map<String, Double> counters = new HashMap<>();
    for (String family : List.of("inet", "bridge")) {
      String text = Shell.run(node.command(List.of("nft", "list", "table", family, TABLE)));
      Matcher found = COUNTER.matcher(text);
      while (found.find()) {
        counters.put(found.group(1), Double.parseDouble(found.group(2)));
      }
    }
    return counters;
  }
}
