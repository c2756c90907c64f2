package dev.rolecall.policy.pattern;

/**
 * Finds the leftmost place of one piece in a text.
 *
 * <table>
 * <caption>Which search a piece gets, and its steps for each unit of the text</caption>
 * <tr><th>piece</th><th>search</th><th>at most</th></tr>
 * <tr><td>literal, to 32 units</td><td>{@link ShortText}</td>
 *     <td>32 comparisons, many at once</td></tr>
 * <tr><td>literal, longer</td><td>{@link KnuthMorrisPratt}</td><td>2 comparisons</td></tr>
 * <tr><td>with {@code ?}, to 64 units</td><td>{@link ShiftAnd}</td>
 *     <td>1 step and one look-up among the piece's units</td></tr>
 * <tr><td>with {@code ?}, longer</td><td>{@link WideShiftAnd}</td>
 *     <td>1 step for each 64 units of the piece, twice</td></tr>
 * </table>
 */
sealed interface Search permits Search.ShortText, KnuthMorrisPratt, ShiftAnd, WideShiftAnd {
  static Search of(Piece piece) {
    if (piece.isLiteral()) {
      return piece.length() <= ShortText.LONGEST
          ? new ShortText(piece.text())
          : new KnuthMorrisPratt(piece.text());
    }
    return piece.length() <= Long.SIZE ? new ShiftAnd(piece) : new WideShiftAnd(piece);
  }

  /** How long the piece is. */
  int length();

  /**
   * Where the piece begins, or -1 where it does not occur.
   *
   * @param text a {@code String}, but for who wants to count the steps
   * @param from where the piece may begin
   * @param to where it must have ended
   */
  int find(CharSequence text, int from, int to);

  /** Text so short that comparing it at every place is linear still, and faster than all else. */
  record ShortText(String piece) implements Search {
    static final int LONGEST = 32;

    @Override
    public int length() {
      return piece.length();
    }

    @Override
    public int find(CharSequence text, int from, int to) {
      return text.toString().indexOf(piece, from, to);
    }
  }
}
