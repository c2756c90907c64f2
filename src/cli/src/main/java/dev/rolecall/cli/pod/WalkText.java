package dev.rolecall.cli.pod;

import dev.rolecall.audit.Shorten;
import dev.rolecall.text.OneLine;
import java.util.ArrayList;
import java.util.List;

/**
 * A walk as people read it: what is wrong first, then every step. Names, annotations and conditions
 * are other people's texts: each becomes one line of plain characters.
 */
final class WalkText {
  private static final int LONGEST = 2000;
  private static final String INDENT = " ".repeat(22);

  private WalkText() {}

  static String of(Walk walk) {
    List<String> lines = new ArrayList<>();
    lines.add("Pod " + walk.pod() + ": " + verdict(walk));
    walk.first().ifPresent(wrong -> lines.add("To mend it: " + wrong.remedy()));
    lines.add("");
    for (Step step : walk.steps()) {
      String name = step.name();
      for (Finding finding : step.findings()) {
        lines.add("%-7s  %-12s %s".formatted(word(finding), name, finding.text()));
        if (finding instanceof Finding.Wrong(var text, var remedy)) {
          lines.add(INDENT + "to mend it: " + remedy);
        }
        name = "";
      }
      step.details().forEach(line -> lines.add(INDENT + line));
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(plain(line)).append('\n'));
    return text.toString();
  }

  /** In one line, and short. */
  static String plain(String text) {
    return OneLine.of(Shorten.text(text, LONGEST)).stripTrailing();
  }

  private static String verdict(Walk walk) {
    return walk.first()
        .map(wrong -> "the first thing that is wrong: " + wrong.text() + ".")
        .orElse(
            walk.isWholeSeen()
                ? "nothing is wrong with its credentials."
                : "nothing is wrong as far as you may read; what you may not is marked 'unseen'.");
  }

  static String word(Finding finding) {
    return switch (finding) {
      case Finding.Fine fine -> "ok";
      case Finding.Note note -> "note";
      case Finding.Wrong wrong -> "WRONG";
      case Finding.Unseen unseen -> "unseen";
    };
  }
}
