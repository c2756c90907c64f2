package dev.rolecall.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Rows of text under each other; each cell is wrapped at words in its column.
 *
 * @param widths of all columns
 */
public record Columns(List<Integer> widths) {
  private static final String GAP = "  ";

  public Columns {
    widths = List.copyOf(widths);
  }

  /** A row's lines. Words longer than their column push the rest of their line to the right. */
  public String row(List<Cell> cells, boolean colours) {
    List<List<String>> wrapped = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      wrapped.add(wrapped(cells.get(column).text(), widths.get(column)));
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    StringJoiner lines = new StringJoiner("\n");
    for (int line = 0; line < height; line++) {
      StringJoiner text = new StringJoiner(GAP);
      for (int column = 0; column < cells.size(); column++) {
        List<String> cell = wrapped.get(column);
        String part = padded(line < cell.size() ? cell.get(line) : "", widths.get(column));
        boolean last = column == cells.size() - 1;
        text.add(cells.get(column).style().paint(last ? part.stripTrailing() : part, colours));
      }
      lines.add(text.toString().stripTrailing());
    }
    return lines.toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** A cell's text and how it looks. */
  public record Cell(String text, Style style) {
    public static Cell plain(String text) {
      return new Cell(text, Style.PLAIN);
    }
  }
}
