package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.RequestContext.Entry;
import dev.rolecall.policy.explain.missing.PolicyVariables.Piece;
import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator.Quantifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values to try for a missing key: for each value that a policy compares it with, some that match
 * and some that do not; for patterns in pairs also some that match both. Of values that no
 * condition tells apart only the first is kept.
 */
final class CandidateValues {
  private static final int MOST_TEXTS = 24;
  private static final int MOST_VALUES = 48;

  private final AuthorizationRequest request;
  private final List<Condition> conditions;
  private final List<String> resources;
  private final List<String> uniqueIds;
  private final ValueSamples samples;
  private final CallerFacts facts;

  CandidateValues(PossiblePolicies possible) {
    this.request = possible.request();
    this.conditions = possible.conditions();
    this.resources =
        possible
            .statements()
            .flatMap(statement -> OpenParts.patterns(statement.resources()).stream())
            .toList();
    this.uniqueIds =
        possible
            .statements()
            .flatMap(statement -> OpenParts.uniqueIds(statement.principals()))
            .toList();
    this.samples = new ValueSamples(request.caller().account().orElse(request.resourceAccount()));
    this.facts = new CallerFacts(request);
  }

  /**
   * @param context the request's own, with the keys that were settled before
   */
  List<Entry> of(String key, RequestContext context) {
    List<Condition> ofKey =
        conditions.stream().filter(condition -> condition.key().equalsIgnoreCase(key)).toList();
    // A value that stands elsewhere too is judged by more than the conditions on its key.
    boolean variable = isVariable(key) || key.equalsIgnoreCase(OpenParts.USER_ID);
    List<Entry> entries = entries(values(key, ofKey, context), ofKey, variable);
    return variable || ofKey.stream().anyMatch(CandidateValues::hasVariables)
        ? entries
        : distinguished(key, entries, ofKey, context);
  }

  private Set<String> values(String key, List<Condition> ofKey, RequestContext context) {
    Set<String> values = new LinkedHashSet<>(facts.of(key));
    if (values.isEmpty()) {
      ofKey.forEach(condition -> sample(condition, context).forEach(values::add));
      joint(ofKey, context).forEach(values::add);
      variableValues(key, context).forEach(values::add);
      if (key.equalsIgnoreCase(OpenParts.USER_ID)) {
        uniqueIds.forEach(id -> values.add(facts.userId(id)));
      }
      values.add(ValueSamples.ANY);
    }
    return values;
  }

  private Stream<String> sample(Condition condition, RequestContext context) {
    return texts(condition, context)
        .flatMap(text -> samples.of(condition.operator().comparison(), text));
  }

  /** Values that patterns of two conditions match at once, or that lie between two numbers. */
  private static Stream<String> joint(List<Condition> ofKey, RequestContext context) {
    List<String> texts =
        ofKey.stream()
            .filter(condition -> condition.operator().comparison() != Comparison.NULL)
            .flatMap(condition -> texts(condition, context))
            .distinct()
            .limit(MOST_TEXTS)
            .toList();
    return texts.stream()
        .flatMap(text ->
            texts.stream()
                .filter(other -> !other.equals(text))
                .flatMap(other ->
                    Stream.concat(
                        ValueSamples.joint(text, other), ValueSamples.between(text, other))))
        .limit(MOST_VALUES);
  }

  /** What the key stands for as a variable in texts that must match what the request has. */
  private Stream<String> variableValues(String key, RequestContext context) {
    Stream<String> ofResource =
        resources.stream().flatMap(pattern -> VariableValues.of(key, pattern, request.resource()));
    Stream<String> ofConditions =
        conditions.stream()
            .flatMap(condition ->
                context.get(condition.key()).map(Entry::values).orElseGet(List::of).stream()
                    .flatMap(given ->
                        condition.values().stream()
                            .flatMap(test -> VariableValues.of(key, test.toString(), given))));
    return Stream.concat(ofResource, ofConditions).limit(MOST_VALUES);
  }

  private static Stream<String> texts(Condition condition, RequestContext context) {
    return condition.values().stream()
        .limit(MOST_TEXTS)
        .map(test -> resolved(test.toString(), context));
  }

  /** The text with what its variables stand for; those without a value stand for any text. */
  private static String resolved(String text, RequestContext context) {
    StringBuilder resolved = new StringBuilder();
    for (Piece piece : PolicyVariables.pieces(text)) {
      switch (piece) {
        case Piece.Text(var plain) -> resolved.append(plain);
        case Piece.Variable(var key, var otherwise) ->
            resolved.append(context.single(key).or(() -> otherwise).orElse(ValueSamples.ANY));
      }
    }
    return resolved.toString();
  }

  private static List<Entry> entries(Set<String> values, List<Condition> ofKey, boolean variable) {
    List<String> some = values.stream().limit(MOST_VALUES).toList();
    boolean sets = ofKey.stream().anyMatch(condition -> isSet(condition));
    List<Entry> entries = new ArrayList<>();
    if (!sets || variable || ofKey.stream().anyMatch(condition -> !isSet(condition))) {
      some.forEach(value -> entries.add(new Entry(List.of(value), false)));
    }
    if (sets) {
      some.forEach(value -> entries.add(new Entry(List.of(value), true)));
      // ForAnyValue of two conditions may need a value for each.
      some.forEach(value ->
          some.stream()
              .filter(other -> other.compareTo(value) > 0)
              .forEach(other -> entries.add(new Entry(List.of(value, other), true))));
      entries.add(new Entry(some, true));
    }
    return entries;
  }

  /** One of those that all conditions on the key treat alike. */
  private static List<Entry> distinguished(
      String key, List<Entry> entries, List<Condition> ofKey, RequestContext context) {
    Map<List<Boolean>, Entry> first = new LinkedHashMap<>();
    for (Entry entry : entries) {
      RequestContext with = context.with(key, entry);
      List<Boolean> outcomes =
          ofKey.stream()
              .flatMap(
                  condition -> Stream.of(condition.holds(with, false), condition.holds(with, true)))
              .toList();
      first.putIfAbsent(outcomes, entry);
    }
    return List.copyOf(first.values());
  }

  private boolean isVariable(String key) {
    return Stream.concat(
            resources.stream(),
            conditions.stream()
                .flatMap(condition -> condition.values().stream().map(Object::toString)))
        .flatMap(text -> PolicyVariables.keys(text).stream())
        .anyMatch(key::equalsIgnoreCase);
  }

  private static boolean hasVariables(Condition condition) {
    return condition.values().stream()
        .anyMatch(test -> !PolicyVariables.keys(test.toString()).isEmpty());
  }

  private static boolean isSet(Condition condition) {
    return condition.operator().quantifier() != Quantifier.SINGLE;
  }
}
