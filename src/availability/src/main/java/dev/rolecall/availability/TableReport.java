package dev.rolecall.availability;

import dev.rolecall.availability.load.Tally;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, printed at the end. */
final class TableReport implements Report {
  private static final String HEAD =
      """
      | fault | requests | failed, holding credentials | failed, beginning | calls of sts unanswered | wrong | failing for | new pod after | all ready after |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  private final PrintStream out;
  private final List<Result> results = new ArrayList<>();

  TableReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void add(Result result) {
    results.add(result);
  }

  @Override
  public void end() {
    out.print(HEAD);
    results.forEach(result -> out.println(row(result)));
    out.flush();
  }

  private static String row(Result result) {
    Tally tally = result.tally();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d of %d | %d of %d | %d of %d | %d | %.1f s | %.1f s | %.1f s |",
        result.fault().what(),
        tally.requests(),
        tally.heldFailed(),
        tally.held(),
        tally.begunFailed(),
        tally.begun(),
        tally.usedAway(),
        tally.used(),
        tally.wrong(),
        result.failing(),
        result.newPod(),
        result.ready());
  }
}
