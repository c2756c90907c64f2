package dev.rolecall.directory.association;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "web, web, true",
    "web, web2, false",
    "web, we, false",
    "*, anything, true",
    "web-*, web-, true",
    "web-*, web-1-2, true",
    "web-*, web, false",
    "*-web, my-web, true",
    "*-web, my-web-, false",
    "w?b, web, true",
    "w?b, wb, false",
    "a*b*c, axxbyyc, true",
    "a*b*c, acb, false",
    "a*ab, aaab, true",
    "**, x, true",
    "?*, x, true",
    "w.b, web, false",
    "[a-z]*, web, false",
    "'', web, false",
    "a.*, a.b, true",
  })
  void matchesWholeNames(String pattern, String name, boolean expected) {
    assertThat(new NamePattern(pattern).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"'*', true", "'', true", "'?', false", "'a*', false"})
  void matchesTheEmptyName(String pattern, boolean expected) {
    assertThat(new NamePattern(pattern).matches("")).isEqualTo(expected);
  }
}
