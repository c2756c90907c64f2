package dev.rolecall.policy.pattern;

import java.util.BitSet;

/** What a pattern has before, between or behind its {@code *}: literal text and {@code ?}. */
final class Piece {
  private final String text;
  private final BitSet anyCharacter;
  private final boolean literal;

  private Piece(String text, BitSet anyCharacter) {
    this.text = text;
    this.anyCharacter = anyCharacter;
    this.literal = anyCharacter.isEmpty();
  }

  int length() {
    return text.length();
  }

  /** Whether it is text without a {@code ?}. */
  boolean isLiteral() {
    return literal;
  }

  /** The literal text; what stands for a {@code ?} in it means nothing. */
  String text() {
    return text;
  }

  /** Whether there is a {@code ?} at this place. */
  boolean isAnyCharacter(int index) {
    return anyCharacter.get(index);
  }

  /** Whether it fits the text that begins at {@code at}, which must be long enough. */
  boolean isAt(String whole, int at) {
    return literal ? text.isEmpty() || whole.startsWith(text, at) : fits(whole, at);
  }

  private boolean fits(String whole, int at) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != whole.charAt(at + i) && !anyCharacter.get(i)) {
        return false;
      }
    }
    return true;
  }

  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final BitSet anyCharacter = new BitSet();

    void literal(String literal) {
      text.append(literal);
    }

    void anyCharacter() {
      anyCharacter.set(text.length());
      text.append('?');
    }

    Piece build() {
      return new Piece(text.toString(), anyCharacter);
    }
  }
}
