package dev.rolecall.policy;

import dev.rolecall.policy.pattern.ActionPattern;
import dev.rolecall.policy.pattern.Actions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What several statements have alike, once for all of them: equal conditions with one slot for
 * their answer, and equal actions, so that deciding finds in the processor's cache what the last
 * decision read.
 */
final class SharedParts {
  /** Comparable, so that hash tables stay quick when a policy's author makes hashes collide. */
  private record Atom(Condition condition) implements Comparable<Atom> {
    private static final Comparator<Atom> BY_TEXT =
        Comparator.<Atom, String>comparing(atom -> atom.condition().lowerCaseKey())
            .thenComparing(atom -> atom.condition().toString());

    @Override
    public int compareTo(Atom other) {
      return BY_TEXT.compare(this, other);
    }
  }

  /**
   * A condition that statements have alike.
   *
   * @param slot of its answer, or {@link Answers#ALONE}
   */
  private record Shared(Condition condition, int slot) {}

  private final Map<Atom, Integer> uses = new HashMap<>();
  private final Map<Atom, Shared> shared = new HashMap<>();
  private final Map<String, ActionPattern[]> actions = new HashMap<>();
  private int slots;

  SharedParts(List<Statement> statements) {
    for (Statement statement : statements) {
      for (Condition condition : statement.conditions()) {
        uses.merge(new Atom(condition), 1, Integer::sum);
      }
    }
  }

  /**
   * The patterns of the statement's actions, the same ones as of a statement before with equal
   * actions; null where every action fits.
   */
  ActionPattern @Nullable [] actions(Statement statement) {
    List<ActionPattern> patterns =
        switch (statement.actions()) {
          case Actions.Listed(var listed) -> listed;
          case Actions.Except(var excepted) -> excepted;
        };
    return statement.actions() instanceof Actions.Listed
            && patterns.stream().anyMatch(ActionPattern::isEverything)
        ? null
        : actions.computeIfAbsent(patterns.toString(), none -> array(patterns));
  }

  private static ActionPattern[] array(List<ActionPattern> patterns) {
    return patterns.toArray(ActionPattern[]::new);
  }

  /** The statement's conditions, the same ones as of a statement before with equal ones. */
  Condition[] conditions(Statement statement) {
    return statement.conditions().stream()
        .map(condition -> shared(condition).condition())
        .toArray(Condition[]::new);
  }

  /** The slots of their answers. */
  int[] slots(Statement statement) {
    return statement.conditions().stream()
        .mapToInt(condition -> shared(condition).slot())
        .toArray();
  }

  /** How many slots were given. */
  int slots() {
    return slots;
  }

  private Shared shared(Condition condition) {
    return shared.computeIfAbsent(new Atom(condition), this::share);
  }

  private Shared share(Atom atom) {
    int slot = uses.getOrDefault(atom, 1) > 1 ? slots++ : Answers.ALONE;
    return new Shared(atom.condition(), slot);
  }
}
