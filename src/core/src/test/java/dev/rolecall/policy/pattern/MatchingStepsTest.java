package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What matching costs at most, counted in units of text read, or in values of variables asked for,
 * instead of seconds. Short literal pieces are not here: {@code String.indexOf} reads for them.
 */
class MatchingStepsTest {
  private static final int TEXT = 200_000;

  /** What a search may cost for each unit of the text, besides its table. */
  private static final long STEPS_A_UNIT = 32;

  /** The longest value that the authorization endpoint takes. */
  private static final int VALUE = 2_048;

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

  /** Patterns and the value of their variable that may begin everywhere in "aaa...". */
  static Stream<Arguments> adversariesWithVariables() {
    return Stream.of(
        Arguments.of("*?${x}b*", "a".repeat(VALUE / 2)),
        Arguments.of("*${x}b*", "a".repeat(VALUE / 2)),
        Arguments.of("*${x}${x}b*", "a".repeat(VALUE / 4)),
        Arguments.of("*" + "a".repeat(40) + "${x}b*", "a".repeat(40)),
        Arguments.of("*" + "?${x}".repeat(50) + "b*", "a"),
        Arguments.of("*" + "${x}".repeat(100) + "b*", ""),
        Arguments.of("*" + "?${x}*".repeat(100) + "b*", "a"),
        Arguments.of("*" + "?${x}*".repeat(100) + "?${x}b*", "aaa"),
        Arguments.of("*" + "${x}c*".repeat(40) + "${x}b*", "a".repeat(100)));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("adversariesWithVariables")
  void comparesPiecesWithVariablesNoOftenerThanTheirLengthsAllow(String pattern, String value)
      throws PatternException {
    CountedVariables counted = new CountedVariables(value);
    String text = "a".repeat(TEXT);
    long variables = pattern.chars().filter(unit -> unit == '$').count();
    long length = pattern.length() + variables * value.length();

    assertThat(template(pattern).matches(text, counted)).isFalse();
    // Each time that all values of a piece are asked for, the piece's length is paid for.
    assertThat(counted.asked * value.length())
        .isLessThanOrEqualTo(STEPS_A_UNIT * (TEXT + length) + 3 * length);
    assertThat(counted.asked).isPositive().isLessThanOrEqualTo(STEPS_A_UNIT * (TEXT + length));
  }

  @Test
  void comparesALongPieceAtFewPlacesOfTextThatHasItsFirstPartEverywhere() throws PatternException {
    CountedVariables counted = new CountedVariables("a".repeat(VALUE));

    assertThat(template("*?${x}b*").matches("a".repeat(TEXT), counted)).isFalse();
    assertThat(counted.asked).as("of %d places", TEXT).isLessThanOrEqualTo(40);
  }

  @Test
  void doesNotCompareAPieceThatIsLongerThanTheText() throws PatternException {
    CountedVariables counted = new CountedVariables("a".repeat(VALUE));

    assertThat(template("*?${x}*").matches("a".repeat(VALUE), counted)).isFalse();
    assertThat(template("*" + "${x}".repeat(1_000) + "*").matches("a".repeat(VALUE), counted))
        .isFalse();
    assertThat(counted.asked).as("for their lengths").isLessThanOrEqualTo(3);
  }

  private static Template template(String pattern) throws PatternException {
    return Template.parse(pattern, Set.of(Syntax.VARIABLES, Syntax.WILDCARDS));
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

  private static final class CountedVariables implements Variables {
    private final String value;
    private long asked;

    CountedVariables(String value) {
      this.value = value;
    }

    @Override
    public String value(String lowerCaseKey, @Nullable String otherwise) {
      asked++;
      return value;
    }
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
