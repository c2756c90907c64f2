package dev.rolecall.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleTest {
  @Test
  void usesColoursOnATerminalOnly() {
    assertThat(Style.wanted(true, Map.of("TERM", "xterm"))).isTrue();
    assertThat(Style.wanted(false, Map.of("TERM", "xterm"))).isFalse();
  }

  @Test
  void heedsNoColorUnlessItIsEmpty() {
    assertThat(Style.wanted(true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Style.wanted(true, Map.of("NO_COLOR", ""))).isTrue();
  }

  @Test
  void leavesDumbTerminalsAlone() {
    assertThat(Style.wanted(true, Map.of("TERM", "dumb"))).isFalse();
  }
}
