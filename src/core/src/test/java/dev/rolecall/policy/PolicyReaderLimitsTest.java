package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may send: long, deep and broken documents end in few short problems. */
class PolicyReaderLimitsTest {
  private static final PolicyQuotas LARGE = PolicyQuotas.OF_ACCEPTED;

  @ParameterizedTest
  @EnumSource(PolicyType.class)
  void takesDocumentsUpToTheirQuotaAndNoFurther(PolicyType type) {
    int quota = PolicyQuotas.AWS_DEFAULTS.of(type);
    int rest = PolicyDocument.size(Json.write(document(type, "")));

    assertThat(read(type, document(type, "x".repeat(quota - rest)))).isEmpty();
    assertThat(read(type, document(type, "x".repeat(quota - rest + 1))))
        .singleElement()
        .asString()
        .contains(" has " + (quota + 1) + " characters", " at most " + quota + ".");
  }

  @Test
  void countsNoWhiteSpace() {
    String text = Json.write(document(PolicyType.SESSION, "x".repeat(1_900) + " ".repeat(1_000)));

    assertThat(PolicyReader.read(PolicyType.SESSION, "p", text.replace(",", ",\n\t  ")))
        .isInstanceOfSatisfying(
            PolicyReading.Read.class,
            read -> assertThat(read.document().size()).isBetween(1_900, 2_048));
  }

  @Test
  void takesLongerDocumentsUnderALargerQuota() {
    PolicyQuotas raised = PolicyQuotas.AWS_DEFAULTS.with("session-policy", 200_000);
    Map<String, Object> document = document(PolicyType.SESSION, "x".repeat(190_000));

    assertThat(PolicyReader.read(raised, PolicyType.SESSION, "p", Json.write(document)))
        .isInstanceOf(PolicyReading.Read.class);
    assertThat(PolicyReader.read(PolicyType.SESSION, "p", Json.write(document)))
        .isInstanceOf(PolicyReading.Refused.class);
  }

  @Test
  void tellsSoManyProblemsAndCountsTheOthers() {
    List<PolicyProblem> problems =
        read(
            PolicyType.IDENTITY,
            Map.of(
                "Statement",
                Map.of(
                    "Effect", "Deny", "Resource", "*", "Action", Collections.nCopies(900, "x"))));

    assertThat(problems).hasSize(201);
    assertThat(problems.getLast().message())
        .isEqualTo("There are 700 more problems; mend these first.");
  }

  /** Each of the many problems would repeat the name, and the document is as long as its text. */
  @Test
  void isBrieferThanALongNameWithManyMistakes() {
    Map<String, Object> keys =
        Map.of("a" + ":".repeat(500_000), Collections.nCopies(50_000, List.of()));
    Map<String, Object> document =
        Map.of(
            "Statement",
            Map.of(
                "Effect", "Allow",
                "Action", "s3:*",
                "Resource", "*",
                "Condition", Map.of("StringLike", keys)));

    assertThat(PolicyReader.read(LARGE, PolicyType.IDENTITY, "p", Json.of(document)))
        .isInstanceOfSatisfying(
            PolicyReading.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .hasSize(201)
                    .allSatisfy(problem -> assertThat(problem.message()).hasSizeLessThan(1_100)));
  }

  /** Patterns that repeat a group overflow the stack on long texts. */
  @ParameterizedTest
  @ValueSource(strings = {"AWS", "Service", "Federated"})
  void refusesLongPrincipals(String key) {
    String host = "a" + ".a".repeat(200_000);

    assertThat(
            PolicyReader.read(
                LARGE,
                PolicyType.TRUST,
                "p",
                Json.of(
                    Map.of(
                        "Statement",
                        Map.of(
                            "Effect", "Allow",
                            "Action", "sts:AssumeRole",
                            "Principal", Map.of(key, host))))))
        .isInstanceOf(PolicyReading.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"Statement\":", "[{\"a\":["})
  void refusesDeepDocuments(String opening) {
    assertThat(PolicyReader.read(LARGE, PolicyType.SCP, "p", opening.repeat(200_000)))
        .isInstanceOf(PolicyReading.Refused.class);
    assertThat(PolicyReader.read(LARGE, PolicyType.SCP, "p", "[".repeat(99) + "]".repeat(99)))
        .isInstanceOf(PolicyReading.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e999999999", "-1e-999999999", "1e99999", "0.00000000000000000000000001"})
  void takesNumbersForTheTextTheyAre(String number) {
    PolicyReading reading =
        PolicyReader.read(
            PolicyType.IDENTITY,
            "p",
            """
            {"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
             "Condition": {"StringEquals": {"app:key": %s}}}}
            """
                .formatted(number));

    assertThat(reading)
        .isInstanceOfSatisfying(
            PolicyReading.Read.class, read -> assertThat(read.document().json()).contains(number));
  }

  private static Map<String, Object> document(PolicyType type, String filler) {
    Map<String, Object> common =
        Map.of(
            "Effect", "Deny",
            "Action", "sts:AssumeRole",
            "Condition", Map.of("StringEquals", Map.of("app:key", filler)));
    Map<String, Object> statement = new LinkedHashMap<>(common);
    if (type != PolicyType.TRUST) {
      statement.put("Resource", "*");
    }
    if (List.of(PolicyType.TRUST, PolicyType.RESOURCE, PolicyType.RCP).contains(type)) {
      statement.put("Principal", "*");
    }
    return Map.of("Statement", statement);
  }

  private static List<PolicyProblem> read(PolicyType type, Map<String, Object> document) {
    return PolicyReader.read(type, "p", Json.of(document)) instanceof PolicyReading.Refused refused
        ? refused.problems()
        : List.of();
  }
}
