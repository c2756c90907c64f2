package dev.rolecall.cli.ecs;

import dev.rolecall.text.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Members of ECS's model that no member of a TaskDefinition stands for, with a way out of each. */
final class NoEquivalent {
  private static final String TOLD = ":told";
  private static final Map<String, Reason> TABLE = table();

  private NoEquivalent() {}

  private record Reason(boolean told, String why, String wayOut) {}

  /** Says what became of a member that was not taken. */
  static void name(Place at, Findings findings) {
    Reason reason = TABLE.get(at.generic());
    if (reason == null) {
      findings.lost(at, "a task definition of ECS has no such member" + meant(at), "leave it out");
    } else if (reason.told()) {
      findings.noSetting(at, reason.why(), reason.wayOut());
    } else {
      findings.lost(at, reason.why(), reason.wayOut());
    }
  }

  private static String meant(Place at) {
    return Spelling.nearest(at.generic(), TABLE.keySet())
        .map(nearest -> ", but " + nearest.substring(nearest.lastIndexOf('.') + 1))
        .orElse("");
  }

  private static Map<String, Reason> table() {
    Map<String, Reason> table = new HashMap<>();
    text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .forEach(parts ->
            table.put(
                parts[0].replace(TOLD, ""),
                new Reason(parts[0].endsWith(TOLD), parts[1], parts[2])));
    return Map.copyOf(table);
  }

  private static String text() {
    try (InputStream table =
        Objects.requireNonNull(NoEquivalent.class.getResourceAsStream("no-equivalent.tsv"))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
