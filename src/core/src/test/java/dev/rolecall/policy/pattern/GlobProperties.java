package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobProperties {
  @Property(tries = 20_000)
  void agreesWithTheDefinition(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
    assertThat(Glob.of(pattern).matches(text))
        .isEqualTo(new NaiveMatcher().pattern(pattern).matches(text));
  }

  @Property(tries = 2_000)
  void agreesWithTheDefinitionWherePiecesAreLong(
      @ForAll("longPatterns") String pattern, @ForAll("longTexts") String text) {
    assertThat(Glob.of(pattern).matches(text))
        .isEqualTo(new NaiveMatcher().pattern(pattern).matches(text));
  }

  @Property
  void matchesAPartAsItMatchesThePartAlone(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    assertThat(Glob.of(pattern).matches("a" + text + "b", 1, 1 + text.length()))
        .isEqualTo(Glob.of(pattern).matches(text));
  }

  @Property
  void matchesItselfWhereThereAreNoWildcards(@ForAll("texts") String text) {
    assertThat(Glob.of(text).matches(text)).isTrue();
    assertThat(Glob.of(text).matches(text + "a")).isFalse();
  }

  @Property(tries = 5_000)
  void findsTheLeftmostPlace(@ForAll("longPieces") String piece, @ForAll("longTexts") String text) {
    Piece.Builder built = new Piece.Builder();
    piece
        .chars()
        .forEach(unit -> {
          if (unit == '?') {
            built.anyCharacter();
          } else {
            built.literal(Character.toString(unit));
          }
        });
    int leftmost =
        IntStream.rangeClosed(0, text.length() - piece.length())
            .filter(at ->
                new NaiveMatcher().pattern(piece).matches(text.substring(at, at + piece.length())))
            .findFirst()
            .orElse(-1);

    assertThat(Search.of(built.build()).find("b" + text, 1, 1 + text.length()))
        .isEqualTo(leftmost < 0 ? -1 : leftmost + 1);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab*?").ofMaxLength(10);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab").ofMaxLength(12);
  }

  @Provide
  Arbitrary<String> longPatterns() {
    return longPieces().list().ofMinSize(1).ofMaxSize(4).map(pieces -> String.join("*", pieces));
  }

  @Provide
  Arbitrary<String> longPieces() {
    return periods("a", "b", "aab", "?", "a?").filter(piece -> !piece.isEmpty());
  }

  @Provide
  Arbitrary<String> longTexts() {
    return periods("a", "b", "aab", "\u20ac");
  }

  /** Some of these texts, each repeated up to 70 times: what fits often, and then does not. */
  private static Arbitrary<String> periods(String... texts) {
    Arbitrary<String> period =
        Combinators.combine(Arbitraries.of(texts), Arbitraries.integers().between(0, 70))
            .as(String::repeat);
    return period.list().ofMaxSize(4).map(parts -> String.join("", parts));
  }
}
