package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Matching takes linear time, counted in units of text read instead of seconds. Short literal
 * pieces are not here: {@code String.indexOf} reads for them.
 */
class MatchingStepsTest {
  private static final int TEXT = 200_000;

  /** Patterns that make matchers go back over the text, and the text they do so on. */
  static Stream<Arguments> adversaries() {
    String as = "a".repeat(TEXT);
    return Stream.of(
        Arguments.of("*" + ("a".repeat(33) + "*").repeat(100) + "a".repeat(33) + "b*", as),
        Arguments.of("*" + "a".repeat(3_000) + "b*", as),
        Arguments.of("*b" + "a".repeat(3_000) + "*", as),
        Arguments.of("*" + "ab".repeat(1_500) + "b*", "ab".repeat(TEXT / 2)),
        Arguments.of("*" + fibonacci(3_000) + "*", fibonacci(2_000).repeat(TEXT / 2_000)),
        Arguments.of("*" + "a?".repeat(31) + "b*", as),
        Arguments.of("*?" + "a".repeat(62) + "b*", as),
        Arguments.of("*" + "*?".repeat(3_000) + "b*", as),
        Arguments.of("*" + "a?*".repeat(1_000) + "b*", as),
        Arguments.of("*" + "a?".repeat(1_500) + "b*", as));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("adversaries")
  void readsNoUnitOfTheTextMoreThanTwice(String pattern, String text) {
    CountedText counted = new CountedText(text);

    assertThat(Glob.of(pattern).findsBetween(counted, 0, text.length())).isFalse();
    assertThat(counted.read).isPositive().isLessThanOrEqualTo(2L * text.length());
  }

  /** Text that repeats itself at many lengths: the worst there is for tables of borders. */
  private static String fibonacci(int length) {
    String before = "b";
    String word = "a";
    while (word.length() < length) {
      String longer = word + before;
      before = word;
      word = longer;
    }
    return word.substring(0, length);
  }

  private static final class CountedText implements CharSequence {
    private final String text;
    private long read;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      read++;
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new UnsupportedOperationException("is read unit by unit");
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
