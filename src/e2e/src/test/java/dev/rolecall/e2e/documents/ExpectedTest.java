package dev.rolecall.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedTest {
  @ParameterizedTest
  @CsvSource({
    "NAME  AGE|web  9s, 'NAME   AGE|web    2m13s', true",
    "at 2026-03-01T10:00:00Z, at 2026-11-22T20:00:01.5Z, true",
    "a ... d, a b c d, true",
    "a|...|d, a|b|c|d, true",
    "a, b, false",
    "a, a|b, false",
    "a.c, abc, false",
    "3 of them, 4 of them, false"
  })
  void letsOnlyWhatChangesBeAnother(String shown, String printed, boolean same) {
    assertThat(new Expected.Text(shown.replace('|', '\n')).matches(printed.replace('|', '\n')))
        .isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"a\": [1]}', '{\"a\":[1]}', true",
    "'{\"a\": 1}', '{\"a\": 2}', false",
    "'{}', 'no JSON', false"
  })
  void comparesJsonByWhatItSays(String shown, String printed, boolean same) {
    assertThat(new Expected.Json(shown).matches(printed)).isEqualTo(same);
  }
}
