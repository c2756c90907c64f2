package dev.rolecall.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarningsTest {
  @Test
  void saysWhoWarns() {
    assertThat(Warnings.bounded(List.of("a", "a", "b")))
        .containsExactly("rolecall: a", "rolecall: b");
  }

  @Test
  void staysBelowWhatTheApiServerCutsOrLeavesOut() {
    List<String> warnings =
        Warnings.bounded(IntStream.range(0, 500).mapToObj(i -> i + "x".repeat(5000)).toList());
    assertThat(warnings)
        .hasSize(12)
        .allSatisfy(warning -> assertThat(warning).hasSizeLessThan(257));
    assertThat(warnings.getLast()).contains("489 warnings more");
    assertThat(String.join("", warnings)).hasSizeLessThan(4096);
  }

  /** The API server drops such a warning altogether. */
  @Test
  void hasNoControlCharacters() {
    assertThat(Warnings.bounded(List.of("a\nb\u0000c\u007f"))).containsExactly("rolecall: a b c ");
    assertThat(Warnings.bounded(List.of("a\u009b2Jb\u202ec"))).containsExactly("rolecall: a 2Jb c");
  }
}
