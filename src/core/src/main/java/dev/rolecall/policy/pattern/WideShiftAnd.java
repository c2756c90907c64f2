package dev.rolecall.policy.pattern;

/**
 * {@link ShiftAnd} for pieces of more than 64 units, with a bit in one of several words for each.
 * The words are allocated for every search: nothing else does so, and no pattern that people write
 * has so long a piece with a {@code ?} between two {@code *}.
 */
final class WideShiftAnd implements Search {
  private final int length;
  private final int words;
  private final Alphabet alphabet;

  /** For each letter, where in the piece it may stand. */
  private final long[][] places;

  WideShiftAnd(Piece piece) {
    this.length = piece.length();
    this.words = (length + Long.SIZE - 1) / Long.SIZE;
    this.alphabet = new Alphabet(piece);
    this.places = new long[alphabet.size()][words];
    for (int letter = 0; letter < places.length; letter++) {
      for (int i = 0; i < length; i++) {
        if (alphabet.accepts(piece, i, letter)) {
          places[letter][i / Long.SIZE] |= 1L << i;
        }
      }
    }
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int find(CharSequence text, int from, int to) {
    long[] fitting = new long[words];
    long whole = 1L << (length - 1);
    for (int at = from; at < to; at++) {
      step(fitting, places[alphabet.letter(text.charAt(at))]);
      if ((fitting[words - 1] & whole) != 0) {
        return at + 1 - length;
      }
    }
    return -1;
  }

  private static void step(long[] fitting, long[] allowed) {
    long carried = 1;
    for (int i = 0; i < fitting.length; i++) {
      long before = fitting[i];
      fitting[i] = (before << 1 | carried) & allowed[i];
      carried = before >>> (Long.SIZE - 1);
    }
  }
}
