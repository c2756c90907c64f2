package dev.rolecall.policy.pattern;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What a pattern has before, between or behind its {@code *}: literal text and {@code ?}. */
final class Piece {
  private static final Piece EMPTY = new Piece("", null);

  private final String text;

  /** Null where there is none, as in most. */
  private final @Nullable BitSet anyCharacter;

  private Piece(String text, @Nullable BitSet anyCharacter) {
    this.text = text;
    this.anyCharacter = anyCharacter;
  }

  int length() {
    return text.length();
  }

  /** Whether it is text without a {@code ?}. */
  boolean isLiteral() {
    return anyCharacter == null;
  }

  /** The literal text; what stands for a {@code ?} in it means nothing. */
  String text() {
    return text;
  }

  /** Whether there is a {@code ?} at this place. */
  boolean isAnyCharacter(int index) {
    return anyCharacter != null && anyCharacter.get(index);
  }

  /** Whether it fits the text that begins at {@code at}, which must be long enough. */
  boolean isAt(String whole, int at) {
    return anyCharacter == null
        ? text.isEmpty() || whole.startsWith(text, at)
        : fits(whole, at, anyCharacter);
  }

  private boolean fits(String whole, int at, BitSet any) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != whole.charAt(at + i) && !any.get(i)) {
        return false;
      }
    }
    return true;
  }

  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private @Nullable BitSet anyCharacter;

    /** Where it is all of the piece, so that a text is in memory once. */
    private @Nullable String only;

    void literal(String literal) {
      only = text.isEmpty() ? literal : null;
      text.append(literal);
    }

    void anyCharacter() {
      BitSet any = anyCharacter == null ? new BitSet() : anyCharacter;
      any.set(text.length());
      anyCharacter = any;
      only = null;
      text.append('?');
    }

    Piece build() {
      if (text.isEmpty()) {
        return EMPTY;
      }
      return new Piece(only == null ? text.toString() : only, anyCharacter);
    }
  }
}
