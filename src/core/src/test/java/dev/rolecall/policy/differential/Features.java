package dev.rolecall.policy.differential;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.policy.generated.Edits;
import dev.rolecall.policy.generated.PolicySets.PolicySet;
import dev.rolecall.policy.reference.Answer;
import dev.rolecall.policy.reference.PolicyTexts;
import dev.rolecall.policy.reference.Question;
import dev.rolecall.policy.reference.ReferenceEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How often what the language has decided something: a statement whose absence changes the answer,
 * a condition whose absence does. Without this, a comparison of two evaluators could go on agreeing
 * about requests that nothing matches.
 */
final class Features {
  private static final int FEW = 6;

  private final Map<String, Integer> decisive = new TreeMap<>();

  /** A document of a set. */
  private record Place(String layer, String text, Function<String, PolicyTexts> replaced) {}

  /** Looks at what decided these questions; to be called for a sample of the sets. */
  void sample(PolicySet set, List<Question> questions) {
    ReferenceEvaluator evaluator = ReferenceEvaluator.of(set.texts());
    List<Answer> answers = questions.stream().map(evaluator::decide).toList();
    String caller = set.caller().getClass().getSimpleName();
    answers.forEach(answer -> count(caller + " " + answer, 1));
    for (Place place : places(set.texts())) {
      JsonObject document = (JsonObject) parsed(place.text());
      List<JsonObject> statements = statements(document);
      for (int index = 0; index < statements.size(); index++) {
        JsonObject statement = statements.get(index);
        String muted = Edits.without(place.text(), index);
        int decided = changed(place.replaced().apply(muted), questions, answers);
        note(place.layer(), document, statement, decided);
        if (statement.get("Condition").isPresent()) {
          String free = Edits.withoutCondition(place.text(), index);
          int prevented = changed(place.replaced().apply(free), questions, answers);
          operators(statement).forEach(operator -> noteOperator(operator, decided, prevented));
        }
      }
    }
  }

  /** How often each thing that was seen at all decided. */
  Map<String, Integer> decisive() {
    return decisive;
  }

  /** Those that decided least often. */
  @Override
  public String toString() {
    return decisive.size()
        + " things decided, least often "
        + decisive.entrySet().stream().sorted(Map.Entry.comparingByValue()).limit(FEW).toList();
  }

  private void note(String layer, JsonObject document, JsonObject statement, int decided) {
    String effect = ((JsonString) statement.get("Effect").orElseThrow()).value();
    count(layer + " " + effect, decided);
    for (String element : List.of("NotAction", "NotResource", "NotPrincipal")) {
      if (statement.get(element).isPresent()) {
        count(element, decided);
      }
    }
    boolean variables = Json.write(document).contains("2012-10-17");
    String text = Json.write(statement);
    count("variable", variables && text.matches(".*\\$\\{[A-Za-z:/]+}.*") ? decided : 0);
    count("default of a variable", variables && text.contains(", '") ? decided : 0);
    count("escape", variables && text.matches(".*\\$\\{[*?$]}.*") ? decided : 0);
    count("no variables before 2012", !variables && text.contains("${") ? decided : 0);
  }

  /** An operator that held decided with its statement; one that did not prevented it. */
  private void noteOperator(String operator, int decided, int prevented) {
    String comparison = operator.replaceFirst("^For(All|Any)Values?:", "");
    boolean ifExists = comparison.endsWith("IfExists");
    comparison = comparison.replaceFirst("IfExists$", "");
    String quantifier =
        operator.contains(":") ? operator.substring(0, operator.indexOf(':')) : "one";
    for (String feature :
        List.of(comparison, quantifier + " value", ifExists ? "IfExists" : "not IfExists")) {
      count(feature + " held", decided);
      count(feature + " did not hold", prevented);
    }
  }

  private void count(String feature, int times) {
    decisive.merge(feature, times, Integer::sum);
  }

  private static int changed(PolicyTexts texts, List<Question> questions, List<Answer> answers) {
    ReferenceEvaluator evaluator = ReferenceEvaluator.of(texts);
    int changed = 0;
    for (int at = 0; at < questions.size(); at++) {
      changed += evaluator.decide(questions.get(at)) == answers.get(at) ? 0 : 1;
    }
    return changed;
  }

  private static List<Place> places(PolicyTexts texts) {
    List<Place> places = new ArrayList<>();
    add(places, "identity", texts.identity(), texts::withIdentity);
    add(places, "boundary", texts.boundaries(), texts::withBoundaries);
    String resource = texts.resource();
    if (resource != null) {
      places.add(new Place("resource", resource, texts::withResource));
    }
    String session = texts.session();
    if (session != null) {
      places.add(new Place("session", session, texts::withSession));
    }
    addLevels(places, "scp", texts.scps(), texts::withScps);
    addLevels(places, "rcp", texts.rcps(), texts::withRcps);
    return places;
  }

  private static void addLevels(
      List<Place> places,
      String layer,
      List<List<String>> levels,
      Function<List<List<String>>, PolicyTexts> with) {
    for (int level = 0; level < levels.size(); level++) {
      int at = level;
      add(places, layer, levels.get(level), changed -> with.apply(set(levels, at, changed)));
    }
  }

  private static void add(
      List<Place> places,
      String layer,
      List<String> documents,
      Function<List<String>, PolicyTexts> with) {
    for (int document = 0; document < documents.size(); document++) {
      int at = document;
      places.add(
          new Place(layer, documents.get(at), changed -> with.apply(set(documents, at, changed))));
    }
  }

  private static <T> List<T> set(List<T> list, int at, T changed) {
    List<T> copy = new ArrayList<>(list);
    copy.set(at, changed);
    return copy;
  }

  private static List<String> operators(JsonObject statement) {
    return ((JsonObject) statement.get("Condition").orElseThrow())
        .members().stream().map(JsonValue.Member::name).toList();
  }

  private static List<JsonObject> statements(JsonObject document) {
    JsonValue statements = document.get("Statement").orElseThrow();
    return statements instanceof JsonArray array
        ? array.elements().stream().map(JsonObject.class::cast).toList()
        : List.of((JsonObject) statements);
  }

  private static JsonValue parsed(String document) {
    try {
      return Json.parse(document);
    } catch (JsonException e) {
      throw new IllegalStateException(document, e);
    }
  }
}
