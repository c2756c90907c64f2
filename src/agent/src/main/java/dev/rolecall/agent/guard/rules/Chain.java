package dev.rolecall.agent.guard.rules;

import java.util.List;

/**
 * @param hook {@code type filter hook forward priority filter}; empty for a chain that others jump
 *     to
 */
record Chain(String name, String hook, List<String> rules) {
  static Chain hooked(String name, String hook, List<String> rules) {
    return new Chain(name, "type " + hook + "; policy accept;", rules);
  }

  static Chain of(String name, List<String> rules) {
    return new Chain(name, "", rules);
  }

  void appendTo(StringBuilder text) {
    text.append("  chain ").append(name).append(" {\n");
    if (!hook.isEmpty()) {
      text.append("    ").append(hook).append('\n');
    }
    rules.forEach(rule -> text.append("    ").append(rule).append('\n'));
    text.append("  }\n");
  }
}
