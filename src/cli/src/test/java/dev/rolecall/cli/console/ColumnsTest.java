package dev.rolecall.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cli.console.Columns.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  private final Columns columns = new Columns(List.of(3, 5, 11));

  @Test
  void padsAllColumnsButTheLast() {
    assertThat(row("a", "b", "c")).isEqualTo("a    b      c");
  }

  @Test
  void wrapsEachColumnAtWords() {
    assertThat(row("a", "bb cc dd", "one two three four"))
        .isEqualTo("a    bb cc  one two\n     dd     three four");
  }

  @Test
  void keepsWordsThatAreLongerThanTheColumn() {
    assertThat(row("abcdef", "b", "arn:aws:iam::111111111111:role/x y"))
        .isEqualTo("abcdef  b      arn:aws:iam::111111111111:role/x\n            y");
  }

  @Test
  void paintsOnlyWhereColoursAreOn() {
    List<Cell> cells = List.of(new Cell("a", Style.GOOD), Cell.plain("b"), Cell.plain("c"));
    assertThat(columns.row(cells, true)).isEqualTo("\u001b[32ma  \u001b[0m  b      c");
    assertThat(columns.row(cells, false)).isEqualTo("a    b      c");
  }

  private String row(String... texts) {
    return columns.row(List.of(texts).stream().map(Cell::plain).toList(), false);
  }
}
