package dev.rolecall.e2e;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** The chart's values with the comments above them, in the order of the file. */
final class ChartValues {
  /**
   * @param path {@code sts.replicas}
   * @param standard its default as the file writes it; empty of what has values below it
   * @param comment empty where the one of a value above says it
   */
  record Value(String path, String standard, String comment) {}

  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<Value> values = new ArrayList<>();
  private final List<String> comment = new ArrayList<>();

  private record Level(int indent, String path) {}

  private ChartValues() {}

  /** Of a file of maps whose lists are written in one line, or as items below their key. */
  static List<Value> of(String yaml) {
    ChartValues reading = new ChartValues();
    yaml.lines().forEach(reading::read);
    return List.copyOf(reading.values);
  }

  private void read(String line) {
    String text = line.strip();
    if (text.isEmpty()) {
      comment.clear();
    } else if (text.startsWith("#")) {
      comment.add(text.substring(1).strip());
    } else if (text.startsWith("- ")) {
      addItem(text.substring(2));
    } else {
      addValue(line.length() - line.stripLeading().length(), text);
    }
  }

  private void addValue(int indent, String text) {
    while (!levels.isEmpty() && levels.peek().indent() >= indent) {
      levels.pop();
    }
    int colon = text.indexOf(':');
    String path = (levels.isEmpty() ? "" : levels.peek().path() + ".") + text.substring(0, colon);
    levels.push(new Level(indent, path));
    values.add(new Value(path, text.substring(colon + 1).strip(), String.join(" ", comment)));
    comment.clear();
  }

  private void addItem(String item) {
    Value list = values.removeLast();
    String items = list.standard().isEmpty() ? item : list.standard() + ", " + item;
    values.add(new Value(list.path(), items, list.comment()));
  }

  /** A table of Markdown. */
  static String table(List<Value> values) {
    return values.stream()
        .filter(value -> !value.standard().isEmpty() || !value.comment().isEmpty())
        .map(value ->
            "| `%s` | %s | %s |\n"
                .formatted(
                    value.path(),
                    value.standard().isEmpty() ? "" : "`" + value.standard() + "`",
                    value.comment().replace("|", "\\|")))
        .collect(Collectors.joining("", "| value | default | what |\n|---|---|---|\n", ""));
  }
}
