package dev.rolecall.policy.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.Json;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.reference.Answer;
import dev.rolecall.policy.reference.PolicyTexts;
import dev.rolecall.policy.reference.Question;
import dev.rolecall.policy.reference.Question.Given;
import dev.rolecall.policy.reference.ReferenceEvaluator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Names made to lead an index astray that takes what it found for proved: wildcards in the names
 * themselves, colons where segments end, empty segments, escapes, variables, characters of two
 * units and letters that other alphabets have alike. Enough statements that there is an index.
 */
class HostileNamesTest {
  private static final int ROUNDS = 200;
  private static final int STATEMENTS = 24;
  private static final int QUESTIONS = 60;

  private static final Caller CALLER =
      new Caller.Role(RoleArn.parse("arn:aws:iam::111111111111:role/r").orElseThrow());

  private static final List<String> HEADS =
      List.of(
          "arn:aws:s3:::", "arn:aws:s3:::", "arn:aws:s3:*:*:", "arn:aws:s?:::", "arn:*:s3::1*:");
  private static final List<String> GIVEN_HEADS =
      List.of(
          "arn:aws:s3:::", "arn:aws:s3:r:1:", "arn:aws:s3::12:", "arn:aws:S3:::", "arn:aws:s:::");
  private static final List<String> LITERALS =
      List.of(
          "a",
          "a",
          "b",
          "A",
          ":",
          "::",
          "/",
          "",
          "${*}",
          "${?}",
          "${$}",
          "é",
          "e\u0301",
          "\uFFFD",
          "\uFFFF",
          "\uD83D\uDE00",
          "\uD83D\uDE01",
          "\u212A",
          "k");
  private static final List<String> WILD = List.of("*", "?", "**", "*?", "${aws:username}");
  private static final List<String> ACTIONS =
      List.of("s3:Get*", "S3:get*", "s3:Get", "s3:*", "*", "*:*", "s3:?et", "s3:k*", "s3:G*t");
  private static final List<String> GIVEN_ACTIONS =
      List.of("s3:Get", "S3:GETx", "s3:get*", "s3:Put", "s3:Ka", "s3:K", "s4:Get", "s3:");

  @Test
  void areDecidedAsTheReferenceDoes() {
    Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(round);
      PolicyTexts texts = texts(random);
      Production production = Production.of(texts, PolicyType.RESOURCE);
      ReferenceEvaluator reference = ReferenceEvaluator.of(texts);
      for (int i = 0; i < QUESTIONS; i++) {
        Question question = question(random);
        Answer answer = reference.decide(question);
        answers.merge(answer, 1, Integer::sum);
        assertThat(production.decide(question))
            .as("round %d, %s to %s", round, question, texts)
            .isEqualTo(answer);
      }
    }
    assertThat(answers).hasSize(3).allSatisfy((answer, times) -> assertThat(times).isPositive());
  }

  private static PolicyTexts texts(Random random) {
    List<Object> statements = new ArrayList<>();
    while (statements.size() < STATEMENTS) {
      Map<String, Object> statement = statement(random);
      if (isTaken(statement)) {
        statements.add(statement);
      }
    }
    return PolicyTexts.none().withIdentity(List.of(document(statements)));
  }

  private static boolean isTaken(Map<String, Object> statement) {
    try {
      String document = document(List.of(statement));
      return Production.policies(
                  PolicyTexts.none().withIdentity(List.of(document)), PolicyType.RESOURCE)
              .identity()
              .size()
          == 1;
    } catch (Production.RefusedException e) {
      return false;
    }
  }

  private static String document(List<Object> statements) {
    return Json.write(Map.of("Version", "2012-10-17", "Statement", statements));
  }

  private static Map<String, Object> statement(Random random) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", random.nextInt(6) == 0 ? "Deny" : "Allow");
    statement.put(random.nextInt(12) == 0 ? "NotAction" : "Action", of(ACTIONS, random));
    String head = of(HEADS, random);
    // The forms that an index may prove whole, and any others.
    int form = random.nextInt(4);
    List<String> resources = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String literal = literals(random);
      resources.add(
          (random.nextInt(8) == 0 ? of(HEADS, random) : head)
              + switch (form) {
                case 0 -> literal + "*";
                case 1 -> "*" + literal;
                case 2 -> literal;
                default -> literal + of(WILD, random) + literals(random);
              });
    }
    statement.put(random.nextInt(12) == 0 ? "NotResource" : "Resource", resources);
    return statement;
  }

  private static Question question(Random random) {
    String resource =
        random.nextInt(20) == 0
            ? of(List.of("*", "arn:aws:s3::", "arn:aws:s3:::", "a", "arn:aws:s3:::*"), random)
            : of(GIVEN_HEADS, random) + name(random);
    Map<String, Given> context =
        random.nextInt(3) == 0
            ? Map.of()
            : Map.of("aws:username", Given.one(of(List.of("a", "*", "a:", "?"), random)));
    return new Question(CALLER, of(GIVEN_ACTIONS, random), resource, "111111111111", context);
  }

  /** Also what patterns look like, wildcards and escapes as they stand. */
  private static String name(Random random) {
    String name = literals(random) + (random.nextBoolean() ? literals(random) : of(WILD, random));
    return random.nextBoolean()
        ? name.replace("${*}", "*").replace("${?}", "?").replace("${$}", "$")
        : name;
  }

  private static String literals(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append(of(LITERALS, random));
    }
    return text.toString();
  }

  private static <T> T of(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
