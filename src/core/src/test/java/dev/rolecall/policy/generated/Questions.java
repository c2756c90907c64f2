package dev.rolecall.policy.generated;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.generated.PolicySets.PolicySet;
import dev.rolecall.policy.reference.PolicyTexts;
import dev.rolecall.policy.reference.Question;
import dev.rolecall.policy.reference.Question.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests: what one statement of a set asks for, changed here and there. */
public final class Questions {
  private final Dice dice;
  private final PolicySet set;
  private final List<JsonValue.JsonObject> statements;

  private Questions(Dice dice, PolicySet set) {
    this.dice = dice;
    this.set = set;
    this.statements = statements(set.texts());
  }

  /** That many requests to a set. */
  public static List<Question> of(long seed, PolicySet set, int count) {
    Questions questions = new Questions(new Dice(seed), set);
    return Stream.generate(questions::question).limit(count).toList();
  }

  private Question question() {
    Optional<JsonValue.JsonObject> model =
        statements.isEmpty() || dice.percent(15)
            ? Optional.empty()
            : Optional.of(dice.of(statements));
    Map<String, Given> context = context();
    model
        .flatMap(statement -> statement.get("Condition"))
        .ifPresent(condition -> satisfy(condition, context));
    String action = action(model);
    String resource = resource(model, context);
    // What becomes of a role is for a trust policy alone; this set may have another.
    boolean misplaced =
        set.resourceType() != PolicyType.TRUST
            && resource.contains(":role/")
            && action.toLowerCase(Locale.ROOT).startsWith("sts:");
    return new Question(
        set.caller(),
        misplaced ? dice.of(Vocabulary.ACTIONS) : action,
        resource,
        account(resource),
        context);
  }

  private String action(Optional<JsonValue.JsonObject> model) {
    if (set.resourceType() == PolicyType.TRUST) {
      return dice.of(Vocabulary.TRUST_ACTIONS);
    }
    String pattern = model.flatMap(statement -> one(statement, "Action")).orElse("*");
    String action =
        pattern.equals("*") || dice.percent(10)
            ? dice.of(Vocabulary.ACTIONS)
            : dice.example(pattern);
    return dice.percent(10) ? dice.respelt(action) : action;
  }

  private String resource(Optional<JsonValue.JsonObject> model, Map<String, Given> context) {
    if (set.resourceType() == PolicyType.TRUST) {
      return dice.of(Vocabulary.ROLES);
    }
    if (dice.percent(3)) {
      return "*";
    }
    String pattern = model.flatMap(statement -> one(statement, "Resource")).orElse("*");
    if (pattern.split(":", 6).length < 6 || dice.percent(15)) {
      return dice.of(Vocabulary.RESOURCES);
    }
    return dice.example(filledIn(pattern, context));
  }

  /** Mostly the account that the ARN names, else the caller's, else any. */
  private String account(String resource) {
    String[] parts = resource.split(":", 6);
    if (parts.length == 6 && parts[4].matches("[0-9]{12}") && dice.percent(80)) {
      return parts[4];
    }
    return set.caller()
        .account()
        .filter(account -> dice.percent(70))
        .map(account -> account.value())
        .orElse(dice.of(Vocabulary.ACCOUNTS));
  }

  private Map<String, Given> context() {
    Map<String, Given> context = new LinkedHashMap<>();
    String arn =
        switch (set.caller()) {
          case Caller.User user -> user.arn().toString();
          case Caller.Role role -> role.role().toString();
          case Caller.RoleSession session -> session.session().toString();
          default -> "";
        };
    Optional.ofNullable(Vocabulary.USER_IDS.get(arn))
        .filter(id -> dice.percent(90))
        .ifPresent(id -> context.put("aws:userid", Given.one(id)));
    for (String key : Keys.all()) {
      if (dice.percent(35)) {
        put(context, key, given(key));
      }
    }
    return context;
  }

  private Given given(String key) {
    boolean many = List.of("aws:TagKeys", "my:levels").contains(key);
    if (many ? dice.percent(90) : dice.percent(8)) {
      return Given.many(dice.some(dice.percent(85) ? 1 : 0, 3, () -> Keys.asked(dice, key)));
    }
    return Given.one(Keys.asked(dice, key));
  }

  /** Gives keys the values that a condition compares with. */
  private void satisfy(JsonValue condition, Map<String, Given> context) {
    for (JsonValue.Member operator : ((JsonValue.JsonObject) condition).members()) {
      if (operator.name().contains("Null")) {
        continue;
      }
      for (JsonValue.Member key : ((JsonValue.JsonObject) operator.value()).members()) {
        List<String> values = texts(key.value());
        if (!values.isEmpty() && dice.percent(60)) {
          String value = dice.example(filledIn(dice.of(values), context));
          put(context, key.name(), like(operator.name(), key.name(), value));
        }
      }
    }
  }

  private Given like(String operator, String key, String value) {
    String one = operator.contains("Ip") && value.contains("/") ? Keys.asked(dice, key) : value;
    if (!operator.contains(":") || dice.percent(10)) {
      return Given.one(one);
    }
    return Given.many(
        dice.percent(60) ? List.of(one) : List.of(one, Keys.asked(dice, "aws:TagKeys")));
  }

  private void put(Map<String, Given> context, String key, Given given) {
    context.keySet().removeIf(key::equalsIgnoreCase);
    context.put(dice.percent(20) ? dice.respelt(key) : key, given);
  }

  /** The text with its variables replaced as far as the context has them. */
  private String filledIn(String text, Map<String, Given> context) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int begin = text.indexOf("${", at);
      int end = text.indexOf('}', Math.max(begin, 0));
      if (begin < 0 || end < 0) {
        break;
      }
      filled.append(text, at, begin).append(value(text.substring(begin + 2, end), context));
      at = end + 1;
    }
    return filled.append(text.substring(at)).toString();
  }

  private String value(String variable, Map<String, Given> context) {
    String key = variable.split(",", 2)[0];
    return context.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(key))
        .flatMap(entry -> entry.getValue().values().stream())
        .findFirst()
        .orElse(variable.length() == 1 ? variable : "bob");
  }

  private Optional<String> one(JsonValue.JsonObject statement, String element) {
    return statement
        .get(element)
        .map(Questions::texts)
        .filter(texts -> !texts.isEmpty())
        .map(dice::of);
  }

  private static List<String> texts(JsonValue value) {
    return switch (value) {
      case JsonValue.JsonArray array ->
          array.elements().stream().flatMap(one -> texts(one).stream()).toList();
      case JsonValue.JsonString text -> List.of(text.value());
      case JsonValue.JsonBoolean bool -> List.of(String.valueOf(bool.value()));
      default -> List.of();
    };
  }

  private static List<JsonValue.JsonObject> statements(PolicyTexts texts) {
    List<String> documents = new ArrayList<>(texts.identity());
    documents.addAll(texts.boundaries());
    Stream.of(texts.scps(), texts.rcps()).forEach(levels -> levels.forEach(documents::addAll));
    Optional.ofNullable(texts.session()).ifPresent(documents::add);
    Optional.ofNullable(texts.resource()).ifPresent(documents::add);
    return documents.stream().flatMap(Questions::statements).toList();
  }

  private static Stream<JsonValue.JsonObject> statements(String document) {
    JsonValue root;
    try {
      root = Json.parse(document);
    } catch (JsonException e) {
      throw new IllegalStateException(document, e);
    }
    JsonValue statements = ((JsonValue.JsonObject) root).get("Statement").orElseThrow();
    return (statements instanceof JsonValue.JsonArray array
            ? array.elements().stream()
            : Stream.of(statements))
        .map(JsonValue.JsonObject.class::cast);
  }
}
