package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflationTest {
  private static byte[] text(int length) {
    return "claims of a session, "
        .repeat(length / 21 + 1)
        .substring(0, length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 1024, 1025, 4096, 65_536})
  void inflatesWhatItDeflated(int length) {
    assertThat(Deflation.inflate(Deflation.deflate(text(length)), 65_536)).hasValue(text(length));
  }

  @Test
  void longTextsBecomeShorter() {
    assertThat(Deflation.deflate(text(60_000))).hasSizeLessThan(1_000);
  }

  @Test
  void inflatesNoMoreThanItMay() {
    byte[] bomb = Deflation.deflate(new byte[10_000_000]);

    assertThat(bomb).hasSizeLessThan(20_000);
    assertThat(Deflation.inflate(bomb, 65_536)).isEmpty();
    assertThat(Deflation.inflate(Deflation.deflate(text(65_537)), 65_536)).isEmpty();
  }

  @Test
  void refusesWhatIsNotWhole() {
    byte[] whole = Deflation.deflate(text(2000));

    assertThat(Deflation.inflate(Arrays.copyOf(whole, whole.length - 1), 65_536)).isEmpty();
    assertThat(Deflation.inflate(new byte[0], 65_536)).isEmpty();
    assertThat(Deflation.inflate(new byte[] {7, 7, 7}, 65_536)).isEmpty();
  }
}
