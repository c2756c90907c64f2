package dev.rolecall.policy.pattern;

/**
 * {@link ShiftAnd} for pieces of more than 64 units, with a bit in one of several words for each.
 * The words are allocated for every search: nothing else does so, and no pattern that people write
 * has so long a piece with a {@code ?} between two {@code *}.
 *
 * <p>A letter that stands at few places has a list of them, and only one that stands at more than
 * there are words has words of its own. So what is kept of a piece is linear in its length, however
 * many letters it has, and a step costs one word for each 64 units, twice at most.
 */
final class WideShiftAnd implements Search {
  private final int length;
  private final int words;
  private final Alphabet alphabet;

  /** For each letter, where in the piece it may stand, but for those of its {@link #places}. */
  private final long[][] allowed;

  /** For each letter, where in the piece it may stand too, in ascending order. */
  private final int[][] places;

  WideShiftAnd(Piece piece) {
    this.length = piece.length();
    this.words = (length + Long.SIZE - 1) / Long.SIZE;
    this.alphabet = new Alphabet(piece);
    long[] wildcards = new long[words];
    int[] counts = new int[alphabet.size()];
    for (int i = 0; i < length; i++) {
      if (piece.isAnyCharacter(i)) {
        allow(wildcards, i);
      } else {
        counts[alphabet.letter(piece.text().charAt(i))]++;
      }
    }
    this.allowed = new long[counts.length][];
    this.places = new int[counts.length][];
    for (int letter = 0; letter < counts.length; letter++) {
      boolean frequent = counts[letter] > words;
      allowed[letter] = frequent ? wildcards.clone() : wildcards;
      places[letter] = new int[frequent ? 0 : counts[letter]];
    }
    for (int i = length - 1; i >= 0; i--) {
      if (!piece.isAnyCharacter(i)) {
        put(alphabet.letter(piece.text().charAt(i)), i, counts);
      }
    }
  }

  /** Puts the place before those of the letter that are behind it. */
  private void put(int letter, int place, int[] left) {
    left[letter]--;
    if (places[letter].length > 0) {
      places[letter][left[letter]] = place;
    } else {
      allow(allowed[letter], place);
    }
  }

  private static void allow(long[] words, int place) {
    words[place / Long.SIZE] |= 1L << place;
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
      int letter = alphabet.letter(text.charAt(at));
      step(fitting, allowed[letter], places[letter]);
      if ((fitting[words - 1] & whole) != 0) {
        return at + 1 - length;
      }
    }
    return -1;
  }

  private static void step(long[] fitting, long[] allowed, int[] places) {
    long carried = 1;
    int next = 0;
    for (int i = 0; i < fitting.length; i++) {
      long here = allowed[i];
      for (; next < places.length && places[next] / Long.SIZE == i; next++) {
        here |= 1L << places[next];
      }
      long before = fitting[i];
      fitting[i] = (before << 1 | carried) & here;
      carried = before >>> (Long.SIZE - 1);
    }
  }
}
