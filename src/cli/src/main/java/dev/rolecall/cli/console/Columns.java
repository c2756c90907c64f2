package dev.rolecall.cli.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text under each other: all columns but the last have fixed widths, the last is wrapped at
 * words.
 *
 * @param widths of all columns; that of the last is where it wraps
 */
public record Columns(List<Integer> widths) {
  private static final String GAP = "  ";

  public Columns {
    widths = List.copyOf(widths);
  }

  /** A row's lines. Cells longer than their column push the rest of their line to the right. */
  public String row(List<Cell> cells, boolean colours) {
    StringBuilder text = new StringBuilder();
    int indent = 0;
    for (int column = 0; column < cells.size() - 1; column++) {
      Cell cell = cells.get(column);
      int width = widths.get(column);
      text.append(cell.style().paint(padded(cell.text(), width), colours)).append(GAP);
      indent += width + GAP.length();
    }
    Cell last = cells.getLast();
    List<String> lines = wrapped(last.text(), widths.getLast());
    String joint = "\n" + " ".repeat(indent);
    for (int line = 0; line < lines.size(); line++) {
      text.append(line == 0 ? "" : joint).append(last.style().paint(lines.get(line), colours));
    }
    return text.toString();
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
