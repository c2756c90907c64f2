package dev.rolecall.policy.index;

/**
 * What a feature of a request must be. Comparable, so that hash tables stay quick when a policy's
 * author makes hashes collide.
 */
public sealed interface Key {
  /** It begins with this text. */
  record Prefix(String text) implements Key, Comparable<Prefix> {
    @Override
    public int compareTo(Prefix other) {
      return text.compareTo(other.text);
    }
  }

  /** It has this text somewhere: the key of {@link Feature.Inside}. */
  record Piece(String text) implements Key, Comparable<Piece> {
    @Override
    public int compareTo(Piece other) {
      return text.compareTo(other.text);
    }
  }

  /** It equals this: a text, or what else {@link Query} answers with. */
  record Exact(Object value) implements Key, Comparable<Exact> {
    @Override
    public int compareTo(Exact other) {
      return value.toString().compareTo(other.value.toString());
    }
  }
}
