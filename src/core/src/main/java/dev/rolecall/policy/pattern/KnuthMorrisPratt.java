package dev.rolecall.policy.pattern;

/**
 * Finds literal text by Knuth's, Morris's and Pratt's algorithm: where a unit differs, a table says
 * how much of the piece still fits, so that no unit of the text is gone back to.
 */
final class KnuthMorrisPratt implements Search {
  private final String piece;

  /** For each beginning of the piece, the length of its longest other end that begins it too. */
  private final int[] borders;

  KnuthMorrisPratt(String piece) {
    this.piece = piece;
    this.borders = borders(piece);
  }

  private static int[] borders(String piece) {
    int[] borders = new int[piece.length()];
    int border = 0;
    for (int i = 1; i < borders.length; i++) {
      while (border > 0 && piece.charAt(i) != piece.charAt(border)) {
        border = borders[border - 1];
      }
      if (piece.charAt(i) == piece.charAt(border)) {
        border++;
      }
      borders[i] = border;
    }
    return borders;
  }

  @Override
  public int length() {
    return piece.length();
  }

  @Override
  public int find(CharSequence text, int from, int to) {
    int fitting = 0;
    int at = from;
    while (at < to) {
      if (text.charAt(at) == piece.charAt(fitting)) {
        at++;
        fitting++;
        if (fitting == borders.length) {
          return at - fitting;
        }
      } else if (fitting == 0) {
        at++;
      } else {
        fitting = borders[fitting - 1];
      }
    }
    return -1;
  }
}
