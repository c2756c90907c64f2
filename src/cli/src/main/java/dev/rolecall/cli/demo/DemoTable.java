package dev.rolecall.cli.demo;

import dev.rolecall.cli.console.Columns;
import dev.rolecall.cli.console.Columns.Cell;
import dev.rolecall.cli.console.Style;
import java.io.PrintWriter;
import java.util.List;

/** The demo's table: a row for each step, printed as it happens. */
final class DemoTable {
  private static final int RESULT_WIDTH = 7;
  private static final int TIME_WIDTH = 8;
  private static final int REASON_WIDTH = 62;
  private static final int DEED_WIDTH = 44;

  private final PrintWriter out;
  private final boolean colours;
  private final Columns columns;

  DemoTable(List<Step> steps, PrintWriter out, boolean colours) {
    this.out = out;
    this.colours = colours;
    int who = steps.stream().mapToInt(step -> step.who().length()).max().orElse(0);
    this.columns = new Columns(List.of(1, who, DEED_WIDTH, RESULT_WIDTH, TIME_WIDTH, REASON_WIDTH));
  }

  void head() {
    row(Style.STRONG, "", "who", "does", "result", "took", "why");
  }

  void row(Step step, Outcome outcome) {
    boolean right = step.isAsItMustBe(outcome);
    Style style = right ? Style.PLAIN : Style.BAD;
    print(
        List.of(
            new Cell(right ? "✓" : "✗", right ? Style.GOOD : Style.BAD),
            new Cell(step.who(), style),
            new Cell(step.does(), style),
            new Cell(outcome.word(), style),
            new Cell(outcome.millis() + " ms", Style.FAINT),
            new Cell(outcome.why(), style)));
  }

  private void row(Style style, String... texts) {
    print(List.of(texts).stream().map(text -> new Cell(text, style)).toList());
  }

  private void print(List<Cell> cells) {
    out.println(columns.row(cells, colours));
    out.flush();
  }
}
