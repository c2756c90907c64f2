package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionPatternTest {
  @ParameterizedTest
  @CsvSource({
    "*, s3:GetObject, true",
    "*:*, s3:GetObject, true",
    "S3:getobject, s3:GetObject, true",
    "s3:Get*, s3:PutObject, false",
    "s3:*, s3express:CreateSession, false",
    // Services of the same hash.
    "an:*, c0:Get, false",
    "s3:*, s3, false",
  })
  void matchesWhateverTheCase(String pattern, String action, boolean matches)
      throws PatternException {
    assertThat(ActionPattern.parse(pattern).matches(action)).isEqualTo(matches);
  }

  @Test
  void ignoresTheCaseOfAsciiLettersOnly() throws PatternException {
    // The Kelvin sign lower-cases to k elsewhere.
    assertThat(ActionPattern.parse("s3:k*").matches("S3:\u212aeep")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s3", "s3:", ":Get", "s*:GetObject", "s3:Get:Object", "s3 :Get", "?"})
  void refusesWhatIsNoAction(String text) {
    assertThatThrownBy(() -> ActionPattern.parse(text))
        .isInstanceOf(PatternException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', false, true",
    "*:*, '', false, false",
    "S3:Get*, s3:get, false, false",
    "s3:?etObject, s3:, false, false",
    "s3:GetObject, s3:getobject, true, false",
  })
  void tellsWhatEveryActionThatFitsBeginsWith(
      String text, String prefix, boolean exact, boolean everything) throws PatternException {
    ActionPattern pattern = ActionPattern.parse(text);

    assertThat(pattern.prefix()).isEqualTo(prefix);
    assertThat(pattern.isExact()).isEqualTo(exact);
    assertThat(pattern.isEverything()).isEqualTo(everything);
    assertThat(pattern).hasToString(text).isEqualTo(ActionPattern.parse(text));
  }
}
