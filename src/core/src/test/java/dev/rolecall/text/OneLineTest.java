package dev.rolecall.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void leavesNothingThatALogOrATerminalObeys() {
    assertThat(OneLine.of("arn:x:\r\n12:00 INFO granted\u2028\u001b[2K is no role"))
        .isEqualTo("arn:x: 12:00 INFO granted [2K is no role");
    assertThat(OneLine.of("\u009b31m\u202Egnp.exe\u2066\u200b\u0085\ud800"))
        .isEqualTo(" 31m gnp.exe ");
  }

  @Test
  void leavesPlainTextAsItIs() {
    assertThat(OneLine.of("Größe 3 €, 🙂 and 'quotes'")).isEqualTo("Größe 3 €, 🙂 and 'quotes'");
  }
}
