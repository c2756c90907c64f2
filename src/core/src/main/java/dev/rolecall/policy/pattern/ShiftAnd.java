package dev.rolecall.policy.pattern;

/**
 * Finds a piece with {@code ?} by Baeza-Yates's and Gonnet's algorithm: one bit for each beginning
 * of the piece tells whether the text read so far ends with it, and all bits move at once.
 */
final class ShiftAnd implements Search {
  private final int length;
  private final Alphabet alphabet;

  /** For each letter, where in the piece it may stand. */
  private final long[] places;

  /**
   * @param piece of at most 64 units
   */
  ShiftAnd(Piece piece) {
    this.length = piece.length();
    this.alphabet = new Alphabet(piece);
    this.places = new long[alphabet.size()];
    for (int letter = 0; letter < places.length; letter++) {
      for (int i = 0; i < length; i++) {
        if (alphabet.accepts(piece, i, letter)) {
          places[letter] |= 1L << i;
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
    long whole = 1L << (length - 1);
    long fitting = 0;
    for (int at = from; at < to; at++) {
      fitting = (fitting << 1 | 1) & places[alphabet.letter(text.charAt(at))];
      if ((fitting & whole) != 0) {
        return at + 1 - length;
      }
    }
    return -1;
  }
}
