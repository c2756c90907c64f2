package dev.rolecall.policy.explain;

import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.explain.ExplanationText.Detail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The statements that did not apply: of a denial the nearest that might have allowed it. */
record NearMissText(Explanation explanation, Detail detail, List<String> lines) {
  private static final int MOST_SHOWN = 5;

  void add() {
    if (detail == Detail.ALL) {
      addAll();
    } else if (!explanation.decision().allowed()) {
      addNearest();
    }
  }

  private void addAll() {
    List<StatementTrace> deciding = explanation.deciding();
    List<StatementTrace> others =
        explanation.statements().filter(statement -> !deciding.contains(statement)).toList();
    if (!others.isEmpty()) {
      title(deciding.isEmpty() ? "Every statement" : "Every other statement");
      others.forEach(statement -> lines.addAll(StatementText.misses(statement)));
    }
  }

  private void addNearest() {
    List<StatementTrace> candidates = candidates();
    List<StatementTrace> near =
        candidates.stream()
            .filter(statement -> !statement.misses(PartTrace.Part.ACTION))
            .sorted(Comparator.comparing(StatementTrace::distance))
            .limit(MOST_SHOWN)
            .toList();
    if (!near.isEmpty()) {
      title("What comes closest");
      near.forEach(statement -> lines.addAll(StatementText.misses(statement)));
    }
    List<StatementTrace> folded = new ArrayList<>(candidates);
    folded.removeAll(near);
    if (!folded.isEmpty()) {
      if (near.isEmpty()) {
        title("Nothing comes close");
      }
      lines.add("  " + folded(folded, near.isEmpty()));
    }
  }

  /** Allow statements of layers that block, and of a resource's policy that may grant instead. */
  private List<StatementTrace> candidates() {
    boolean anyBlocks = explanation.blocking().isPresent();
    return explanation.layers().stream()
        .filter(layer -> layer.blocks() || (anyBlocks && mayAllow(layer)))
        .flatMap(layer -> layer.statements().stream())
        .filter(statement -> statement.effect() == Effect.ALLOW && !statement.applies())
        .toList();
  }

  private static boolean mayAllow(LayerTrace layer) {
    return layer.bearing() instanceof Bearing.MayAllow;
  }

  private static String folded(List<StatementTrace> statements, boolean only) {
    List<String> parts = new ArrayList<>();
    long left = statements.size();
    for (PartTrace.Part part :
        List.of(PartTrace.Part.ACTION, PartTrace.Part.PRINCIPAL, PartTrace.Part.RESOURCE)) {
      long count = statements.stream().filter(statement -> farthest(statement, part)).count();
      left -= count;
      if (count > 0) {
        parts.add(count + " for other " + part.name().toLowerCase(Locale.ROOT) + "s");
      }
    }
    if (left > 0) {
      parts.add(left + " with other conditions");
    }
    return (only ? statements.size() + noun(statements) : "and " + statements.size() + " more")
        + ": "
        + String.join(", ", parts)
        + " (--all shows them)";
  }

  private static String noun(List<StatementTrace> statements) {
    return statements.size() == 1 ? " statement" : " statements";
  }

  /** Whether this is the part that puts it farthest away. */
  private static boolean farthest(StatementTrace statement, PartTrace.Part part) {
    return statement.misses(part)
        && statement.parts().stream()
            .noneMatch(other -> !other.fits() && other.part().compareTo(part) > 0);
  }

  private void title(String title) {
    lines.add("");
    lines.add(title);
  }
}
