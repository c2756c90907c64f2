package dev.rolecall.policy;

import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.pattern.Actions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What several statements have alike, once for all of them: equal conditions with one slot for
 * their answer, and equal actions, so that deciding finds in the processor's cache what the last
 * decision read.
 */
final class SharedParts {
  /**
   * Equal conditions of Allow and of Deny may have different answers. Comparable, so that hash
   * tables stay quick when a policy's author makes hashes collide.
   */
  private record Atom(Condition condition, boolean undecided) implements Comparable<Atom> {
    private static final Comparator<Atom> BY_TEXT =
        Comparator.<Atom, String>comparing(atom -> atom.condition().lowerCaseKey())
            .thenComparing(Atom::undecided)
            .thenComparing(atom -> atom.condition().toString());

    @Override
    public int compareTo(Atom other) {
      return BY_TEXT.compare(this, other);
    }
  }

  private final Map<Atom, Integer> uses = new HashMap<>();
  private final Map<Atom, SharedCondition> shared = new HashMap<>();
  private final Map<String, Actions> actions = new HashMap<>();
  private int slots;

  SharedParts(List<Statement> statements) {
    for (Statement statement : statements) {
      for (Condition condition : statement.conditions()) {
        uses.merge(atom(statement, condition), 1, Integer::sum);
      }
    }
  }

  /** The statement's actions, or the equal ones of a statement before. */
  Actions actions(Statement statement) {
    return actions.computeIfAbsent(statement.actions().toString(), none -> statement.actions());
  }

  SharedCondition[] conditions(Statement statement) {
    List<Condition> conditions = statement.conditions();
    SharedCondition[] all = new SharedCondition[conditions.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = shared.computeIfAbsent(atom(statement, conditions.get(i)), this::share);
    }
    return all;
  }

  /** How many slots were given. */
  int slots() {
    return slots;
  }

  private SharedCondition share(Atom atom) {
    int slot = uses.getOrDefault(atom, 1) > 1 ? slots++ : SharedCondition.ALONE;
    return new SharedCondition(atom.condition(), atom.undecided(), slot);
  }

  private static Atom atom(Statement statement, Condition condition) {
    return new Atom(condition, statement.effect() == Effect.DENY);
  }
}
