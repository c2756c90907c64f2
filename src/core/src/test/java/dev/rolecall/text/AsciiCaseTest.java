package dev.rolecall.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsciiCaseTest {
  @Test
  void lowersAsciiLettersAndNoOthers() {
    assertThat(AsciiCase.lower("X-Amz-Date[@Z{")).isEqualTo("x-amz-date[@z{");
    assertThat(AsciiCase.lower("\u212a\u0130\u03a3\u00c4")).isEqualTo("\u212a\u0130\u03a3\u00c4");
  }
}
