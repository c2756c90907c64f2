package dev.rolecall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cache.Bounds;
import dev.rolecall.json.JsonLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingLinesTest {
  private static final Bounds PLENTY = new Bounds(1000, 1L << 30);

  private final WaitingLines waiting = new WaitingLines();

  @Test
  void givesLinesInTheirOrderWhicheverBatchTheyCameInto() throws Exception {
    String large = "x".repeat(300_000);
    for (int i = 0; i < 20; i++) {
      assertThat(waiting.add(line(i + large), PLENTY)).isTrue();
      if (i == 9) {
        waiting.giveBack(Objects.requireNonNull(waiting.take(0)));
      }
    }

    assertThat(waiting.count()).isEqualTo(17);
    assertThat(taken().stream().map(line -> line.substring(6, line.indexOf('x'))))
        .containsExactlyElementsOf(IntStream.range(3, 20).mapToObj(String::valueOf).toList());
    assertThat(waiting.count()).isZero();
  }

  @Test
  void takesNoLineBeyondTheBoundsNorPartOfOne() throws Exception {
    Bounds two = new Bounds(2, 1000);
    assertThat(waiting.add(line("a"), two)).isTrue();
    assertThat(waiting.add(line("b".repeat(1000)), two)).isFalse();
    assertThat(waiting.add(line("c"), two)).isTrue();
    assertThat(waiting.add(line("d"), two)).isFalse();

    assertThat(taken()).containsExactly("{\"m\":\"a\"}", "{\"m\":\"c\"}");
    assertThat(waiting.add(line("d"), two)).isTrue();
  }

  @Test
  void takesNoneOnceItHasEndedButKeepsWhatItHas() throws Exception {
    waiting.add(line("a"), PLENTY);
    waiting.end();

    assertThat(waiting.add(line("b"), PLENTY)).isFalse();
    assertThat(taken()).containsExactly("{\"m\":\"a\"}");
  }

  private List<String> taken() throws InterruptedException {
    List<String> lines = new ArrayList<>();
    for (JsonLines batch = waiting.take(0); batch != null; batch = waiting.take(0)) {
      StandardCharsets.US_ASCII.decode(batch.read()).toString().lines().forEach(lines::add);
      waiting.giveBack(batch);
    }
    return lines;
  }

  private static JsonLines line(String text) {
    JsonLines line = new JsonLines();
    line.add(Map.of("m", text));
    return line;
  }
}
