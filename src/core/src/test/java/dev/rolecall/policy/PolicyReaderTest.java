package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rolecall.json.Json;
import dev.rolecall.json.Position;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyReaderTest {
  private static final String ALLOW = "'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*'";
  private static final String TRUST =
      "'Effect': 'Allow', 'Principal': {'Service': 'pods.eks.amazonaws.com'}, 'Action': "
          + "'sts:AssumeRole'";

  @Test
  void readsADocument() {
    PolicyReading reading =
        Documents.read(
            PolicyType.IDENTITY,
            "{'Version': '2012-10-17', 'Statement': {'Sid': 'Read', %s}}".formatted(ALLOW));

    assertThat(reading)
        .isInstanceOfSatisfying(
            PolicyReading.Read.class,
            read -> {
              PolicyDocument document = read.document();
              assertThat(document.name()).isEqualTo("test policy");
              assertThat(document.json()).startsWith("{\"Version\":\"2012-10-17\",");
              assertThat(document.statements())
                  .singleElement()
                  .satisfies(statement -> assertThat(statement.sid()).isEqualTo("Read"));
            });
  }

  @Test
  void findsAllProblemsAtOnceWithTheirPlaces() {
    List<PolicyProblem> problems =
        Documents.problems(
            PolicyType.IDENTITY,
            """
            {'Version': '2012-10-18',
             'Statement': [
              {'Effect': 'allow', 'Action': ['s3:GetObject', 's*:Get'], 'Resource': 'bucket'},
              {'Effect': 'Deny', 'Action': '*', 'Resource': '*',
               'Condition': {'StringEqual': {'a/b:c': 'x'}}}]}
            """);

    assertThat(problems)
        .extracting(PolicyProblem::code, PolicyProblem::pointer, PolicyProblem::position)
        .containsExactlyInAnyOrder(
            problem("INVALID_VERSION", "/Version", 1, 2),
            problem("INVALID_EFFECT", "/Statement/0/Effect", 3, 4),
            problem("INVALID_ACTION", "/Statement/0/Action/1", 3, 50),
            problem("INVALID_ARN_PREFIX", "/Statement/0/Resource", 3, 61),
            problem("INVALID_CONDITION_OPERATOR", "/Statement/1/Condition/StringEqual", 5, 18));
  }

  @Test
  void suggestsTheNameThatWasMeant() {
    String condition = "{'Statement': {%s, 'Condition': {'%s': {'aws:x': 'y'}}}}";

    assertThat(onlyProblem(PolicyType.IDENTITY, condition.formatted(ALLOW, "StringEqual")))
        .hasToString(
            "/Statement/Condition/StringEqual (line 1, column 84): There is no condition operator"
                + " 'StringEqual'. Did you mean 'StringEquals'? [INVALID_CONDITION_OPERATOR]");
    assertThat(
            onlyProblem(PolicyType.IDENTITY, condition.formatted(ALLOW, "ForAnyValues:StringLike"))
                .message())
        .contains("Did you mean 'ForAnyValue:StringLike'?");
    assertThat(
            onlyProblem(
                    PolicyType.IDENTITY, "{'Statement': {%s, 'Conditions': {}}}".formatted(ALLOW))
                .message())
        .contains("Did you mean 'Condition'?");
    assertThat(onlyProblem(PolicyType.IDENTITY, condition.formatted(ALLOW, "Xyz")).message())
        .doesNotContain("Did you mean");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Effect': 'Allow', 'Action': 's3:*' | MISSING_RESOURCE",
        "'Effect': 'Allow', 'Resource': '*' | MISSING_ACTION",
        "'Action': '*', 'Resource': '*' | MISSING_EFFECT",
        "%s, 'Action': '*' | DUPLICATE_KEY",
        "%s, 'action': '*' | INVALID_POLICY_ELEMENT",
        "%s, 'NotAction': '*' | UNSUPPORTED_ELEMENT_COMBINATION",
        "%s, 'NotResource': '*' | UNSUPPORTED_ELEMENT_COMBINATION",
        "%s, 'Principal': '*' | UNSUPPORTED_PRINCIPAL",
        "%s, 'Sid': 'a b' | UNSUPPORTED_SID",
        "%s, 'Sid': 1 | DATA_TYPE_MISMATCH",
        "%s, 'Condition': [] | DATA_TYPE_MISMATCH",
        "%s, 'Condition': {'NullIfExists': {'aws:x': 'true'}} | NULL_WITH_IF_EXISTS",
        "%s, 'Condition': {'Bool': {'aws:x': null}} | DATA_TYPE_MISMATCH",
        "%s, 'Condition': {'StringEquals': {'aws:x': []}} | EMPTY_ARRAY_CONDITION",
        "%s, 'Condition': {'StringEquals': {'x': 'y'}} | INVALID_CONDITION_KEY_FORMAT",
        "%s, 'Condition': {'StringEquals': {'aws:PrincipalTag/': 'y'}} | MISSING_TAG_KEY_IN_CONDITION",
        "'Effect': 'Allow', 'NotAction': [], 'Resource': '*' | EMPTY_ARRAY_ACTION",
        "'Effect': 'Allow', 'Action': 7, 'Resource': '*' | DATA_TYPE_MISMATCH",
      })
  void refusesStatements(String statement, String code) {
    String json = "{'Statement': [{%s}]}".formatted(statement.replace("%s", ALLOW));

    assertThat(onlyProblem(PolicyType.IDENTITY, json).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "%s, 'Resource': '*' | ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE",
        "'Effect': 'Allow', 'Action': 'sts:AssumeRole' | MISSING_PRINCIPAL",
        "'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject' | UNSUPPORTED_ACTION_IN_POLICY",
        "'Effect': 'Allow', 'Principal': '*', 'Action': '*' | UNSUPPORTED_ACTION_IN_POLICY",
        "'Effect': 'Deny', 'NotPrincipal': {'AWS': '111111111111'}, 'Action': 'sts:*' | ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
      })
  void refusesStatementsOfTrustPolicies(String statement, String code) {
    String json = "{'Statement': [{%s}]}".formatted(statement.replace("%s", TRUST));

    assertThat(onlyProblem(PolicyType.TRUST, json).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'AWS': 'arn:aws:iam::111111111111:role/*'} | UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
        "{'AWS': 'arn:aws:sts::111111111111:assumed-role/app/*'} | UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
        "{'Service': '*'} | UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
        "{'AWS': 'bob'} | INVALID_PRINCIPAL_FORMAT",
        "{'AWS': 'arn:aws:s3:::b'} | INVALID_PRINCIPAL_FORMAT",
        "'111111111111' | INVALID_PRINCIPAL_FORMAT",
        "{'Service': 'pods'} | INVALID_SERVICE_PRINCIPAL_FORMAT",
        "{'Federated': 'https://idp.example.com'} | INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY",
        "{'Aws': '*'} | INVALID_PRINCIPAL_KEY",
        "{'CanonicalUser': 'abc'} | INVALID_PRINCIPAL_KEY",
        "7 | DATA_TYPE_MISMATCH",
      })
  void refusesPrincipals(String principal, String code) {
    String json = "{'Statement': {'Effect': 'Allow', 'Principal': %s, 'Action': 'sts:AssumeRole'}}";

    assertThat(onlyProblem(PolicyType.TRUST, json.formatted(principal)).code()).isEqualTo(code);
  }

  @Test
  void refusesSidsThatAreNotUniqueExceptInResourcePolicies() {
    String json = "{'Statement': [{'Sid': 'A', %s}, {'Sid': 'A', %s}]}";
    String resource = "'Principal': '*', " + ALLOW;

    assertThat(onlyProblem(PolicyType.IDENTITY, json.formatted(ALLOW, ALLOW)).pointer())
        .isEqualTo("/Statement/1/Sid");
    assertThat(Documents.problems(PolicyType.RESOURCE, json.formatted(resource, resource)))
        .isEmpty();
  }

  @Test
  void refusesNotPrincipalWithAllow() {
    String json = "{'Statement': {%s, 'NotPrincipal': {'AWS': '111111111111'}}}".formatted(ALLOW);

    assertThat(onlyProblem(PolicyType.RESOURCE, json).code()).isEqualTo("ALLOW_WITH_NOTPRINCIPAL");
    assertThat(Documents.problems(PolicyType.RESOURCE, json.replace("Allow", "Deny"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PolicyType.class)
  void refusesWhatIsNoPolicy(PolicyType type) {
    assertThat(onlyProblem(type, "[]").code()).isEqualTo("DATA_TYPE_MISMATCH");
    assertThat(onlyProblem(type, "{}").code()).isEqualTo("MISSING_STATEMENT");
    assertThat(onlyProblem(type, "{'Statement': []}").code()).isEqualTo("MISSING_STATEMENT");
    assertThat(onlyProblem(type, "{'Statement': ['x']}").pointer()).isEqualTo("/Statement/0");
  }

  @Test
  void saysWhereTheTextIsNotJson() {
    PolicyProblem problem = onlyProblem(PolicyType.IDENTITY, "{'Statement':\n [}");

    assertThat(problem.code()).isEqualTo("JSON_SYNTAX_ERROR");
    assertThat(problem.position().line()).isEqualTo(2);
  }

  /** A reader that tried each colon as the one behind the service would take minutes. */
  @Test
  void refusesALongConditionKeyWithoutTryingItsEveryColon() {
    String key = "a" + ":".repeat(125_000) + "}";
    Map<String, Object> statement =
        Map.of(
            "Effect", "Allow",
            "Action", "s3:*",
            "Resource", "*",
            "Condition", Map.of("StringLike", Map.of(key, "x")));

    PolicyReading reading =
        PolicyReader.read(
            PolicyType.IDENTITY, "test policy", Json.of(Map.of("Statement", statement)));

    assertThat(reading)
        .isInstanceOfSatisfying(
            PolicyReading.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(PolicyProblem::code)
                    .contains("INVALID_CONDITION_KEY_FORMAT"));
  }

  @Test
  void limitsTheSize() {
    String long2k =
        "{'Statement': {'Effect': 'Allow', 'Action': 's3:*', 'Resource': 'arn:aws:s3:::%s'}}";

    assertThat(Documents.problems(PolicyType.SESSION, long2k.formatted("x".repeat(1_900))))
        .isEmpty();
    assertThat(onlyProblem(PolicyType.SESSION, long2k.formatted("x".repeat(2_048))).message())
        .contains("a session policy may have at most 2048");
    assertThat(onlyProblem(PolicyType.SESSION, "[" + " ".repeat(200_000) + "]").message())
        .contains("131072");
  }

  @Test
  void readsTreesThatHaveNoPositions() {
    PolicyReading reading =
        PolicyReader.read(
            PolicyType.IDENTITY,
            "p",
            Json.of(Map.of("Statement", List.of(Map.of("Effect", "Allow")))));

    assertThat(reading)
        .isInstanceOfSatisfying(
            PolicyReading.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(PolicyProblem::pointer, PolicyProblem::position)
                    .containsOnly(tuple("/Statement/0", Position.NONE)));
  }

  private static PolicyProblem onlyProblem(PolicyType type, String json) {
    List<PolicyProblem> problems = Documents.problems(type, json);
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  private static Tuple problem(String code, String pointer, int line, int column) {
    return tuple(code, pointer, new Position(line, column));
  }
}
