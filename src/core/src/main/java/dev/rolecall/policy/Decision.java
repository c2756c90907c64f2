package dev.rolecall.policy;

import dev.rolecall.json.Position;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the policies decide, and by what. */
public sealed interface Decision {
  default boolean allowed() {
    return this instanceof Allow;
  }

  /**
   * The statement that decided. Of several the first is named: of denials by layer (RCPs, SCPs,
   * identity policies, boundaries, session policies, the resource's policy), then by level,
   * document and statement; of permissions by document and statement, but of a resource policy's
   * grants one that means the caller most closely.
   *
   * @param policy its document's name
   * @param sid its {@code Sid}, empty where it has none
   * @param index its place in the document, from 0
   * @param position its place in the text, {@link Position#NONE} where unknown
   */
  record DecidedBy(Layer layer, String policy, String sid, int index, Position position) {
    private static final int NO_STATEMENT = -1;

    /** No statement but a rule of IAM's own, in words: {@link EvaluationRules} has them. */
    static DecidedBy rule(Layer layer, String words) {
      return new DecidedBy(layer, words, "", NO_STATEMENT, Position.NONE);
    }

    static DecidedBy statement(Layer layer, PolicyDocument document, Statement statement) {
      return new DecidedBy(
          layer, document.name(), statement.sid(), statement.index(), statement.position());
    }

    /** Whether it is no statement but a rule of IAM's own, which {@code policy} says in words. */
    public boolean isRule() {
      return index == NO_STATEMENT;
    }

    /** {@code inline policy 'x' statement 'Read' (line 4, column 7)}. */
    @Override
    public String toString() {
      if (isRule()) {
        return policy;
      }
      String place = position.equals(Position.NONE) ? "" : " (" + position + ")";
      return policy + " statement " + (sid.isEmpty() ? index : "'" + sid + "'") + place;
    }
  }

  record Allow(DecidedBy by) implements Decision {}

  record ExplicitDeny(DecidedBy by) implements Decision {}

  /** Nothing allowed it: {@code blockedBy} is the layer that had to and did not. */
  record ImplicitDeny(Layer blockedBy) implements Decision {
    private static final List<ImplicitDeny> BY_LAYER =
        Arrays.stream(Layer.values()).map(ImplicitDeny::new).toList();

    /** The one of this layer, made once. */
    static ImplicitDeny by(Layer layer) {
      return BY_LAYER.get(layer.ordinal());
    }
  }

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
