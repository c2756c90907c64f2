package dev.rolecall.policy.lint.rule;

import static dev.rolecall.policy.lint.Severity.SUGGESTION;

import dev.rolecall.json.Json;
import dev.rolecall.policy.lint.text.ConditionText;
import dev.rolecall.policy.lint.text.Entry;
import dev.rolecall.policy.lint.text.Listing;
import dev.rolecall.policy.lint.text.PolicyText;
import dev.rolecall.policy.lint.text.PrincipalText;
import dev.rolecall.policy.lint.text.StatementText;
import dev.rolecall.policy.pattern.Inclusion;
import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What could be left out without a change. */
final class Redundancy {
  static final List<Rule> RULES =
      List.of(
          new Rule(
              "REDUNDANT_ACTION",
              SUGGESTION,
              "An action that another of the same list covers.",
              policy -> entries(policy, StatementText::actions, Redundancy::coversAction)),
          new Rule(
              "REDUNDANT_RESOURCE",
              SUGGESTION,
              "A resource that another of the same list covers.",
              policy ->
                  entries(
                      policy,
                      StatementText::resources,
                      (inner, outer) -> coversResource(inner, outer, policy.variables()))),
          new Rule(
              "REDUNDANT_STATEMENT",
              SUGGESTION,
              "A statement that another of the same effect covers.",
              Redundancy::statements));

  private Redundancy() {}

  private static boolean coversAction(String inner, String outer) {
    return Inclusion.ofActions(inner, outer);
  }

  private static boolean coversResource(String inner, String outer, Set<Syntax> variables) {
    try {
      return Inclusion.ofResources(inner, outer, variables);
    } catch (PatternException e) {
      return false; // The reader says so.
    }
  }

  private static Stream<Remark> entries(
      PolicyText policy,
      Function<StatementText, Optional<Listing>> list,
      BiPredicate<String, String> covers) {
    // Of what cannot be read wholly there may be much: every pair of it is too much.
    return policy.document().isEmpty()
        ? Stream.empty()
        : policy.statements().stream()
            .flatMap(statement -> list.apply(statement).stream())
            .flatMap(listing -> redundant(listing.entries(), covers));
  }

  /** Of two that cover each other the later is redundant. */
  private static Stream<Remark> redundant(List<Entry> entries, BiPredicate<String, String> covers) {
    return IntStream.range(0, entries.size())
        .boxed()
        .flatMap(inner ->
            IntStream.range(0, entries.size())
                .filter(outer -> outer != inner)
                .filter(outer -> covers(entries, inner, outer, covers))
                .mapToObj(outer -> remark(entries.get(inner), entries.get(outer)))
                .limit(1));
  }

  private static boolean covers(
      List<Entry> entries, int inner, int outer, BiPredicate<String, String> covers) {
    String one = entries.get(inner).text();
    String other = entries.get(outer).text();
    // Most entries are names, which cover nothing but themselves.
    boolean possible = entries.get(outer).hasWildcard() || one.equalsIgnoreCase(other);
    return possible && covers.test(one, other) && (outer < inner || !covers.test(other, one));
  }

  private static Remark remark(Entry inner, Entry outer) {
    return Remark.at(
        inner.element(),
        "'%s' is covered by '%s'.".formatted(inner.text(), outer.text()),
        "Remove it.");
  }

  private static Stream<Remark> statements(PolicyText policy) {
    if (policy.document().isEmpty()) {
      return Stream.empty();
    }
    Covering covering = new Covering(policy.variables());
    List<StatementText> all = policy.statements();
    return all.stream()
        .flatMap(inner ->
            all.stream()
                .filter(outer -> outer.index() != inner.index() && covering.holds(inner, outer))
                .filter(outer -> outer.index() < inner.index() || !covering.holds(outer, inner))
                .map(outer ->
                    Remark.at(
                        inner.element(),
                        "Statement %d covers all of this one.".formatted(outer.index()),
                        "Remove it, or what makes the other so wide."))
                .limit(1));
  }

  /** Whether whatever one statement applies to, another applies to as well. */
  private record Covering(Set<Syntax> variables) {
    boolean holds(StatementText inner, StatementText outer) {
      return sameEffect(inner, outer)
          && lists(inner.actions(), outer.actions(), Redundancy::coversAction)
          && lists(
              inner.resources(),
              outer.resources(),
              (one, other) -> coversResource(one, other, variables))
          && principals(inner, outer)
          && conditions(inner, outer);
    }

    private static boolean sameEffect(StatementText inner, StatementText outer) {
      return (inner.allows() && outer.allows()) || (inner.denies() && outer.denies());
    }

    private static boolean lists(
        Optional<Listing> inner, Optional<Listing> outer, BiPredicate<String, String> covers) {
      if (inner.isEmpty() || outer.isEmpty()) {
        return inner.isEmpty() && outer.isEmpty();
      }
      Listing one = inner.get();
      Listing other = outer.get();
      if (one.excludes() != other.excludes()) {
        return !other.excludes() && other.lists("*");
      }
      // What leaves more out applies to less.
      return one.excludes()
          ? all(other.entries(), one.entries(), covers)
          : all(one.entries(), other.entries(), covers);
    }

    private static boolean all(
        List<Entry> inner, List<Entry> outer, BiPredicate<String, String> covers) {
      return inner.stream()
          .allMatch(one -> outer.stream().anyMatch(other -> covers.test(one.text(), other.text())));
    }

    private static boolean principals(StatementText inner, StatementText outer) {
      boolean excepted =
          Stream.of(inner, outer).anyMatch(one -> one.element().member("NotPrincipal").isPresent());
      return !excepted
          && outer.principals().size() >= inner.principals().size()
          && names(outer).containsAll(names(inner));
    }

    private static List<String> names(StatementText statement) {
      return statement.principals().stream().map(Covering::name).toList();
    }

    private static String name(PrincipalText principal) {
      return principal.kind() + " " + principal.text();
    }

    /**
     * Whether each of the outer's conditions is one of the inner's too, so that it asks no more.
     */
    private static boolean conditions(StatementText inner, StatementText outer) {
      Set<String> asked =
          inner.conditions().stream().map(Covering::text).collect(Collectors.toSet());
      return outer.conditions().stream().map(Covering::text).allMatch(asked::contains);
    }

    private static String text(ConditionText condition) {
      return condition.operator()
          + " "
          + condition.lowerKey()
          + " "
          + Json.write(condition.element().value());
    }
  }
}
