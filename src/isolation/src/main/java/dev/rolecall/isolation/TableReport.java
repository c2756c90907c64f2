package dev.rolecall.isolation;

import dev.rolecall.isolation.rig.Topology;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A row for each attack and topology, once it was tried in every round. */
final class TableReport implements Report {
  private static final String ROW = "%-30s %-8s %-14s %-11s %7s%n";

  private record Key(String attack, Topology topology) {}

  private final PrintStream out;
  private final Map<Key, List<Result>> rows = new LinkedHashMap<>();

  TableReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void add(Result result) {
    rows.computeIfAbsent(
            new Key(result.attack().name(), result.topology()), key -> new ArrayList<>())
        .add(result);
  }

  @Override
  public void end() {
    out.printf(ROW, "attack", "topology", "without guard", "with guard", "seconds");
    rows.forEach((key, results) -> out.printf(ROW, cells(key, results)));
    out.flush();
  }

  private static Object[] cells(Key key, List<Result> results) {
    double seconds = results.stream().mapToDouble(Result::seconds).sum();
    return new Object[] {
      key.attack(),
      key.topology().word(),
      word(results, Options.Round.WITHOUT_GUARD),
      word(results, Options.Round.WITH_GUARD),
      String.format(Locale.ROOT, "%.1f", seconds)
    };
  }

  private static String word(List<Result> results, Options.Round round) {
    return results.stream()
        .filter(result -> result.round() == round)
        .map(result -> result.outcome().word())
        .findFirst()
        .orElse("-");
  }
}
