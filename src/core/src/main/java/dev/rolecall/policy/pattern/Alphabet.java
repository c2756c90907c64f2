package dev.rolecall.policy.pattern;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The different units of a piece, numbered as letters, and one letter for all other units. */
final class Alphabet {
  private final char[] units;

  Alphabet(Piece piece) {
    String text =
        IntStream.range(0, piece.length())
            .filter(i -> !piece.isAnyCharacter(i))
            .map(i -> piece.text().charAt(i))
            .distinct()
            .sorted()
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    this.units = text.toCharArray();
  }

  /** How many letters there are, the one for all others included. */
  int size() {
    return units.length + 1;
  }

  int letter(char unit) {
    int at = Arrays.binarySearch(units, unit);
    return at < 0 ? units.length : at;
  }

  /** Whether the piece has this letter, or a {@code ?}, at this place. */
  boolean accepts(Piece piece, int index, int letter) {
    return piece.isAnyCharacter(index) || letter(piece.text().charAt(index)) == letter;
  }
}
