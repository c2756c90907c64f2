package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "'', a, false",
    "*, '', true",
    "?, '', false",
    "?, a, true",
    "a*c, abbc, true",
    "a*c, ab, false",
    "*a*b*, xxaxxbxx, true",
    "b/*/t/*, b/1-t/o, false",
    "a.c, abc, false",
    "[a-z]+, [a-z]+, true",
    "'a*b', 'a\nb', true",
    "A, a, false",
  })
  void matchesAsPoliciesDo(String pattern, String text, boolean matches) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void countsAQuestionMarkAsOneUtf16Unit() {
    assertThat(Glob.of("?").matches("\ud83d\ude00")).isFalse();
    assertThat(Glob.of("??").matches("\ud83d\ude00")).isTrue();
  }

  @Test
  void matchesAPartOfAText() {
    assertThat(Glob.of("b*").matches("abca", 1, 3)).isTrue();
    assertThat(Glob.of("b").matches("abca", 1, 3)).isFalse();
  }

  /** A backtracking matcher would not end before the sun does. */
  @Test
  void answersAdversarialPatterns() {
    String pattern = "*a".repeat(1_000) + "b";
    String text = "a".repeat(20_000);

    assertThat(Glob.of(pattern).matches(text)).isFalse();
    assertThat(Glob.of("*".repeat(5_000) + "b").matches(text)).isFalse();
    assertThat(Glob.of("*?".repeat(1_000)).matches(text)).isTrue();
  }
}
