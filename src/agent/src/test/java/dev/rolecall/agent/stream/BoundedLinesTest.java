package dev.rolecall.agent.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
  private final List<String> read = new ArrayList<>();
  private final BoundedLines lines = new BoundedLines(read::add);

  @Test
  void joinsWhatComesInPieces() {
    byte[] bytes = "one\ntwö\r\n\n three".getBytes(StandardCharsets.UTF_8);
    for (byte each : bytes) {
      assertThat(lines.accept(Buffer.buffer().appendByte(each))).isTrue();
    }
    assertThat(read).containsExactly("one", "twö");

    lines.accept(Buffer.buffer("\n"));

    assertThat(read).containsExactly("one", "twö", "three");
  }

  @Test
  void takesManyLinesAtOnce() {
    assertThat(lines.accept(Buffer.buffer("a\n".repeat(1_000)))).isTrue();

    assertThat(read).hasSize(1_000);
  }

  @Test
  void goesOnToTheLongestLineAndNoFurther() {
    assertThat(lines.accept(Buffer.buffer("x".repeat(BoundedLines.LONGEST)))).isTrue();
    assertThat(lines.accept(Buffer.buffer("x"))).isFalse();
  }

  @Test
  void countsEachLineForItself() {
    for (int i = 0; i < 3; i++) {
      assertThat(lines.accept(Buffer.buffer("x".repeat(BoundedLines.LONGEST)))).isTrue();
      assertThat(lines.accept(Buffer.buffer("\n"))).isTrue();
    }
    assertThat(read).hasSize(3);
  }
}
