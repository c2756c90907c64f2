package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.RequestContext.Entry;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.Statement.Effect;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What could end a denial: a value that makes a condition of a statement that denies fail, or one
 * that makes the first unmet condition hold of a statement that might allow.
 */
final class Mending {
  private final PossiblePolicies possible;
  private final CandidateValues candidates;
  private final boolean bounded;

  Mending(PossiblePolicies possible) {
    this.possible = possible;
    this.bounded = !possible.policies().boundaries().isEmpty();
    this.candidates = new CandidateValues(possible);
  }

  /** A missing key, as the policies spell it, and a value to try. */
  record Value(String key, Entry entry) {}

  /** How many keys at least must be settled, or empty where no value of any ends the denial. */
  OptionalInt leastKeys(Decision denial, AuthorizationRequest asked) {
    OpenParts open = new OpenParts(asked);
    return switch (denial) {
      case Decision.Allow allow -> OptionalInt.of(0);
      case Decision.ExplicitDeny deny ->
          denials(asked).allMatch(open::isOpen) ? OptionalInt.of(1) : OptionalInt.empty();
      case Decision.ImplicitDeny(var layer) -> {
        List<Set<String>> denials =
            denials(asked).map(deny -> keys(open.missingKeys(deny))).toList();
        yield denials.stream().anyMatch(Set::isEmpty)
            ? OptionalInt.empty()
            : mightAllow(layer, asked, open)
                .mapToInt(statement -> leastKeys(statement, denials, asked))
                .min();
      }
    };
  }

  /** Values of one key each; further keys may be needed after it. */
  Stream<Value> values(Decision denial, AuthorizationRequest asked) {
    OpenParts open = new OpenParts(asked);
    return switch (denial) {
      case Decision.Allow allow -> Stream.of();
      case Decision.ExplicitDeny deny ->
          denials(asked)
              .limit(1)
              .flatMap(statement ->
                  open.missingKeys(statement).stream()
                      .distinct()
                      .flatMap(key -> escaping(key, statement, asked)));
      case Decision.ImplicitDeny(var layer) ->
          mightAllow(layer, asked, open).flatMap(statement -> meeting(statement, asked, open));
    };
  }

  private Stream<Statement> denials(AuthorizationRequest asked) {
    return possible
        .statements()
        .filter(statement -> statement.effect() == Effect.DENY && statement.covers(asked))
        .filter(statement -> new OpenParts(asked).mayMean(statement, bounded));
  }

  /** A grant of the resource's policy may make up for the silence of the caller's own. */
  private Stream<Statement> mightAllow(Layer silent, AuthorizationRequest asked, OpenParts open) {
    return possible.inLayers().stream()
        .filter(found ->
            found.layer() == silent
                || found.layer() == Layer.RESOURCE
                || found.layer() == Layer.TRUST)
        .flatMap(found -> found.document().statements().stream())
        .filter(statement -> statement.effect() == Effect.ALLOW && open.mayApply(statement))
        .filter(statement -> !statement.covers(asked) || open.hasOpenPrincipal(statement));
  }

  /**
   * One key for each unmet condition on a missing key, at least one; and one for each Deny that
   * none of these can end, nor one counted before.
   */
  private static int leastKeys(
      Statement statement, List<Set<String>> denials, AuthorizationRequest asked) {
    OpenParts open = new OpenParts(asked);
    List<Condition> unmet =
        statement.conditions().stream()
            .filter(condition -> !condition.holds(asked.context(), false))
            .toList();
    Set<String> counted = keys(unmet.stream().map(Condition::key).filter(open::isMissing).toList());
    int least = Math.max(1, counted.size());
    Set<String> settled = keys(open.resourceKeys(statement).toList());
    unmet.forEach(condition -> settled.addAll(open.missingKeys(condition).toList()));
    settled.add(OpenParts.USER_ID);
    for (Set<String> denial : denials) {
      if (denial.stream().noneMatch(settled::contains)) {
        least++;
        settled.addAll(denial);
      }
    }
    return least;
  }

  private static Set<String> keys(List<String> keys) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(keys);
    return all;
  }

  private Stream<Value> escaping(String key, Statement statement, AuthorizationRequest asked) {
    return values(key, statement, asked, entry -> true);
  }

  /** Of the first part that does not fit: all have to be mended, in whatever order. */
  private Stream<Value> meeting(Statement statement, AuthorizationRequest asked, OpenParts open) {
    RequestContext context = asked.context();
    if (!statement.resources().cover(asked.resource(), context)) {
      return open.resourceKeys(statement)
          .limit(1)
          .flatMap(key -> values(key, statement, asked, entry -> true));
    }
    for (Condition condition : statement.conditions()) {
      if (!condition.holds(context, false)) {
        List<String> keys = open.missingKeys(condition).distinct().toList();
        return keys.stream()
            .flatMap(key ->
                values(
                    key,
                    statement,
                    asked,
                    // With a further key that is missing, one value alone is not enough.
                    entry -> keys.size() > 1 || condition.holds(context.with(key, entry), false)));
      }
    }
    return open.hasOpenPrincipal(statement)
        ? values(OpenParts.USER_ID, statement, asked, entry -> true)
        : Stream.of();
  }

  private Stream<Value> values(
      String key, Statement statement, AuthorizationRequest asked, Predicate<Entry> useful) {
    return candidates.of(key, statement, asked.context(), useful).stream()
        .map(entry -> new Value(spelled(key), entry));
  }

  private String spelled(String key) {
    return possible.missingKeys().stream().filter(key::equalsIgnoreCase).findFirst().orElse(key);
  }
}
