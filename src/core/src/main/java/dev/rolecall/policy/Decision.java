package dev.rolecall.policy;

import dev.rolecall.json.Position;
import java.util.Optional;

/** What the policies decide, and by what. */
public sealed interface Decision {
  default boolean allowed() {
    return this instanceof Allow;
  }

  /**
   * The statement that decided.
   *
   * @param policy its document's name
   * @param sid its {@code Sid}, empty where it has none
   * @param index its place in the document, from 0
   * @param position its place in the text, {@link Position#NONE} where unknown
   */
  record DecidedBy(Layer layer, String policy, String sid, int index, Position position) {
    /** {@code inline policy 'x' statement 'Read' (line 4, column 7)}. */
    @Override
    public String toString() {
      String place = position.equals(Position.NONE) ? "" : " (" + position + ")";
      return policy + " statement " + (sid.isEmpty() ? index : "'" + sid + "'") + place;
    }
  }

  record Allow(DecidedBy by) implements Decision {}

  record ExplicitDeny(DecidedBy by) implements Decision {}

  /** Nothing allowed it: {@code blockedBy} is the layer that had to and did not. */
  record ImplicitDeny(Layer blockedBy) implements Decision {}

  /** The statement that decided, where one did. */
  default Optional<DecidedBy> decidedBy() {
    return switch (this) {
      case Allow allow -> Optional.of(allow.by());
      case ExplicitDeny deny -> Optional.of(deny.by());
      case ImplicitDeny deny -> Optional.empty();
    };
  }

  /** The policy layers, by the words AWS uses in its access denied messages. */
  enum Layer {
    RCP("resource control policy"),
    SCP("service control policy"),
    RESOURCE("resource-based policy"),
    TRUST("role trust policy"),
    IDENTITY("identity-based policy"),
    BOUNDARY("permissions boundary"),
    SESSION("session policy");

    private final String words;

    Layer(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
