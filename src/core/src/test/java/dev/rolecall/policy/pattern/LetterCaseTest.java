package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LetterCaseTest {
  @Test
  void isThatOfTheLibraryForEveryCharacterButTheDottedI() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .filter(text -> !LetterCase.lower(text).equals(text.toLowerCase(Locale.ROOT))))
        .containsExactly("\u0130");
  }

  /** Or else a name with it would pass for one without. */
  @Test
  void keepsTheDottedIApartFromI() {
    assertThat(LetterCase.lower("ADM\u0130N")).isEqualTo("adm\u0130n");
    assertThat(LetterCase.end("admin", "ADM\u0130N", 0)).isNegative();
  }

  @Test
  void takesNoMoreUnitsThanTheText() {
    String all =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    assertThat(LetterCase.lower(all)).hasSameSizeAs(all);
    assertThat(LetterCase.end(all, LetterCase.lower(all), 0)).isEqualTo(all.length());
  }
}
