package dev.rolecall.policy;

import dev.rolecall.policy.pattern.ActionPattern;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.ArnPattern;
import dev.rolecall.policy.pattern.ResourcePattern;
import dev.rolecall.policy.pattern.Template;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What several statements have alike, once for all of them: equal conditions with one slot for
 * their answer, equal lists of them, equal actions and what is left of resources, so that deciding
 * finds in the processor's cache what the last decision read.
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

  /** What precedes an ARN's resource, comparable for the same reason. */
  private record Head(List<Template> segments) implements Comparable<Head> {
    @Override
    public int compareTo(Head other) {
      return segments.toString().compareTo(other.segments.toString());
    }
  }

  private final Map<Atom, Integer> uses = new HashMap<>();
  private final Map<Atom, SharedCondition> shared = new HashMap<>();
  private final Map<String, ActionPattern[]> actions = new HashMap<>();
  private final Map<List<SharedCondition>, SharedCondition[]> conditions = new HashMap<>();
  private final Map<Head, ResourcePattern[]> heads = new HashMap<>();
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
  SharedCondition[] conditions(Statement statement) {
    List<SharedCondition> all = statement.conditions().stream().map(this::shared).toList();
    return conditions.computeIfAbsent(all, none -> all.toArray(SharedCondition[]::new));
  }

  /** All ARNs that differ from this one's in their resource only, the same array as before. */
  ResourcePattern[] ofAnyResource(ArnPattern arn) {
    return heads.computeIfAbsent(
        new Head(arn.beforeResource()), head -> new ResourcePattern[] {arn.ofAnyResource()});
  }

  /** How many slots were given. */
  int slots() {
    return slots;
  }

  private SharedCondition shared(Condition condition) {
    return shared.computeIfAbsent(new Atom(condition), this::share);
  }

  private SharedCondition share(Atom atom) {
    int slot = uses.getOrDefault(atom, 1) > 1 ? slots++ : SharedCondition.ALONE;
    return new SharedCondition(atom.condition(), slot);
  }
}
