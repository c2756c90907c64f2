package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.RequestContext.Entry;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.explain.missing.PolicyVariables.Piece;
import dev.rolecall.policy.operator.Comparison;
import dev.rolecall.policy.operator.Operator.Quantifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Values to try for a missing key: for each value that a policy compares it with, some that match
 * and some that do not; for patterns in pairs also some that match both. Those of the statement
 * that is to be mended come first, and of values that no condition tells apart only one is kept.
 */
final class CandidateValues {
  private static final int MOST_TEXTS = 24;
  private static final int MOST_VALUES = 48;
  private static final int MOST_IN_PAIRS = 12;

  /** Of conditions on one key; more would only tell more values apart. */
  private static final int MOST_CONDITIONS = 200;

  private final AuthorizationRequest request;
  private final Map<String, List<Condition>> conditions;
  private final Set<String> variables = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final List<String> uniqueIds;
  private final ValueSamples samples;
  private final CallerFacts facts;

  CandidateValues(PossiblePolicies possible) {
    this.request = possible.request();
    this.conditions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Condition condition : possible.conditions()) {
      List<Condition> ofKey = conditions.computeIfAbsent(condition.key(), key -> new ArrayList<>());
      if (ofKey.size() < MOST_CONDITIONS) {
        ofKey.add(condition);
      }
    }
    possible.statements().flatMap(CandidateValues::variables).forEach(variables::add);
    this.uniqueIds =
        possible
            .statements()
            .flatMap(statement -> OpenParts.uniqueIds(statement.principals()))
            .distinct()
            .limit(MOST_VALUES)
            .toList();
    this.samples = new ValueSamples(request.caller().account().orElse(request.resourceAccount()));
    this.facts = new CallerFacts(request);
  }

  /**
   * @param statement that is to be mended
   * @param context the request's own, with the keys that were settled before
   * @param useful whether a value may help
   */
  List<Entry> of(String key, Statement statement, RequestContext context, Predicate<Entry> useful) {
    List<Condition> own =
        statement.conditions().stream()
            .filter(condition -> condition.key().equalsIgnoreCase(key))
            .toList();
    List<Condition> others = conditions.getOrDefault(key, List.of());
    // A value that stands elsewhere too is judged by more than the conditions on its key.
    boolean variable = variables.contains(key) || key.equalsIgnoreCase(OpenParts.USER_ID);
    List<Entry> entries =
        entries(values(key, own, statement, context), others, variable).stream()
            .filter(useful)
            .toList();
    return variable || others.stream().anyMatch(CandidateValues::hasVariables)
        ? entries
        : distinguished(key, entries, others, context);
  }

  private Set<String> values(
      String key, List<Condition> own, Statement statement, RequestContext context) {
    Set<String> values = new LinkedHashSet<>(facts.of(key));
    if (values.isEmpty()) {
      variableValues(key, context, statement).forEach(values::add);
      own.forEach(condition -> sample(condition, context).forEach(values::add));
      List<String> texts = own.stream().flatMap(condition -> texts(condition, context)).toList();
      List<Condition> others = conditions.getOrDefault(key, List.of());
      joint(texts, others, context).limit(MOST_VALUES).forEach(values::add);
      others.stream()
          .flatMap(condition -> sample(condition, context))
          .limit(MOST_VALUES)
          .forEach(values::add);
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
  private static Stream<String> joint(
      List<String> own, List<Condition> others, RequestContext context) {
    List<String> texts =
        others.stream()
            .filter(condition -> condition.operator().comparison() != Comparison.NULL)
            .flatMap(condition -> texts(condition, context))
            .limit(MOST_TEXTS)
            .toList();
    return own.stream()
        .flatMap(text ->
            texts.stream()
                .filter(other -> !other.equals(text))
                .flatMap(other ->
                    Stream.of(
                            ValueSamples.joint(text, other),
                            ValueSamples.joint(other, text),
                            ValueSamples.between(text, other))
                        .flatMap(values -> values)));
  }

  /**
   * What the key stands for as a variable in the statement's texts, which must match the request.
   */
  private Stream<String> variableValues(String key, RequestContext context, Statement statement) {
    Stream<String> ofResource =
        OpenParts.patterns(statement.resources()).stream()
            .flatMap(pattern -> VariableValues.of(key, pattern, request.resource()));
    Stream<String> ofConditions =
        statement.conditions().stream()
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
    List<String> some = values.stream().limit(2 * MOST_VALUES).toList();
    boolean sets = ofKey.stream().anyMatch(CandidateValues::isSet);
    List<Entry> entries = new ArrayList<>();
    if (!sets || variable || !ofKey.stream().allMatch(CandidateValues::isSet)) {
      some.forEach(value -> entries.add(new Entry(List.of(value), false)));
    }
    if (sets) {
      some.forEach(value -> entries.add(new Entry(List.of(value), true)));
      entries.addAll(pairs(some.stream().limit(MOST_IN_PAIRS).toList()));
      entries.add(new Entry(some, true));
    }
    return entries;
  }

  /** ForAnyValue of two conditions may need a value for each. */
  private static List<Entry> pairs(List<String> values) {
    List<Entry> pairs = new ArrayList<>();
    for (int first = 0; first < values.size(); first++) {
      for (int second = first + 1; second < values.size(); second++) {
        pairs.add(new Entry(List.of(values.get(first), values.get(second)), true));
      }
    }
    return pairs;
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

  /** The keys that occur as variables. */
  private static Stream<String> variables(Statement statement) {
    return Stream.concat(
        OpenParts.patterns(statement.resources()).stream()
            .flatMap(text -> PolicyVariables.keys(text).stream()),
        statement.conditions().stream().flatMap(CandidateValues::variables));
  }

  private static Stream<String> variables(Condition condition) {
    return condition.values().stream()
        .flatMap(test -> PolicyVariables.keys(test.toString()).stream());
  }

  private static boolean hasVariables(Condition condition) {
    return variables(condition).findAny().isPresent();
  }

  private static boolean isSet(Condition condition) {
    return condition.operator().quantifier() != Quantifier.SINGLE;
  }
}
