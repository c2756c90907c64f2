package dev.rolecall.policy.explain;

import dev.rolecall.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.List;

/** A statement's lines: which one it is, then its parts, indented. */
final class StatementText {
  private StatementText() {}

  /** With every part and condition. */
  static List<String> whole(StatementTrace statement) {
    List<String> lines = new ArrayList<>(List.of(title(statement)));
    statement.parts().forEach(part -> lines.add(line(part)));
    statement.conditions().forEach(condition -> lines.add(line(condition)));
    return lines;
  }

  /** With what does not fit alone, where anything does not. */
  static List<String> misses(StatementTrace statement) {
    List<String> lines = new ArrayList<>(List.of(title(statement)));
    statement.parts().stream().filter(part -> !part.fits()).forEach(part -> lines.add(line(part)));
    statement.conditions().stream()
        .filter(condition -> !condition.holds())
        .forEach(condition -> lines.add(line(condition)));
    if (statement.applies()) {
      lines.add("    it applies, and does not decide");
    }
    return lines;
  }

  private static String title(StatementTrace statement) {
    String effect = statement.effect() == Effect.ALLOW ? "Allow" : "Deny";
    return "  " + effect + ", " + statement.place().layer() + ": " + statement.place();
  }

  private static String line(PartTrace part) {
    String entries = part.entries().isEmpty() ? "" : " " + Words.listed(part.entries());
    return "    " + part.element() + entries + ": " + part.why();
  }

  private static String line(ConditionTrace condition) {
    return "    " + Words.condition(condition.condition()) + ": " + condition.why();
  }
}
