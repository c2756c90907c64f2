package dev.rolecall.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a text that is not JSON: where it is and how to mend it. */
class SyntaxSentenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1,} | 9 | There is a comma before this '}' and nothing behind it; remove the comma.",
        "[1,] | 4 | There is a comma before this ']' and nothing behind it; remove the comma.",
        "[,1] | 2 | There is nothing before this comma; remove it.",
        "{'a': 1} | 2 | JSON has double quotes (\") around names and texts, not single ones.",
        "{\u201Ca\u201D: 1} | 2 | This is a typographic quote; write straight double quotes (\").",
        "{a: 1} | 2 | The name 'a' needs double quotes (\").",
        "{\"a\": b} | 8 | The text 'b' needs double quotes (\").",
        "{\"a\": True} | 11 | JSON has no 'True'; write true.",
        "{\"a\": 1 | 8 | The text ends before the object that begins at line 1, column 1 does; add the missing '}'.",
        "{\"a\": [1 | 9 | The text ends before the list that begins at line 1, column 7 does; add the missing ']'.",
        "{\"a\": \"b | 9 | The text ends inside a quoted text; add the missing double quote.",
        "{\"a\": 1} } | 10 | Nothing is open that this '}' could close; remove it.",
        "{\"a\": [1} | 9 | This '}' stands where the list wants a ']'.",
        "{\"a\": } | 7 | This '}' stands where the object wants a value.",
        "{\"a\" 1} | 6 | A colon is missing between a name and its value.",
        "{\"a\": 1 \"b\": 2} | 9 | A comma is missing between this and what is before it.",
        "{\"a\": 012} | 8 | A number does not begin with 0; put an id in double quotes (\").",
        "{\"a\": .5} | 7 | JSON has no such number; write it as 1 or -0.5, or in double quotes (\").",
        "{\"a\": \"\\x\"} | 9 | There is no such escape; write \\\\ for a backslash itself, \\u00e9 for a character.",
        "// {} | 1 | JSON has no comments; remove this one.",
        "{} # no | 4 | JSON has no comments; remove this one.",
        "@ | 1 | A value is expected here: text in double quotes (\"), a number, true, false, null, {...} or [...].",
        "{} {} | 4 | There is more text after the end of the JSON value.",
      })
  void saysHowToMendIt(String text, int column, String sentence) {
    JsonException refused = refused(text);

    assertThat(refused).hasMessage(sentence);
    assertThat(refused.position()).isEqualTo(new Position(1, column));
  }

  @Test
  void saysThatALineEndsInsideOfAText() {
    JsonException refused = refused("{\n  \"a\": \"b\n}");

    assertThat(refused).hasMessageStartingWith("A quoted text goes on over the end of the line");
    assertThat(refused.position().line()).isEqualTo(2);
  }

  @Test
  void saysThatThereIsAByteOrderMark() {
    assertThat(refused("\uFEFF{}")).hasMessageContaining("byte order mark");
  }

  /** The parser's own words tell of its features and of where its text came from. */
  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[", "[1e]", "\"\\u12", "nul", "[\"a\\", "{\"a\":", "-", "{,}", "\"\t\""})
  void hasNoWordsOfTheParser(String text) {
    assertThat(refused(text).getMessage())
        .doesNotContain("code ", "Feature", "Source", "token")
        .endsWith(".");
  }

  @Test
  void quotesNoWordAtLength() {
    assertThat(refused("{" + "a".repeat(100_000) + ": 1}").getMessage()).hasSizeLessThan(200);
    assertThat(refused("[" + "a".repeat(100_000)).getMessage()).hasSizeLessThan(200);
  }

  private static JsonException refused(String text) {
    JsonException refused = catchThrowableOfType(JsonException.class, () -> Json.parse(text));
    assertThat(refused).as(text).isNotNull();
    return refused;
  }
}
