package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.operator.Operator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The grammar, rule by rule: each row is a type, what is in a statement (or a document), and the
 * codes of its problems in the order of the text, none where it is right. {@code %a} stands for an
 * effect, an action and a resource, {@code %p} for a principal too, {@code %t} for a trust policy's
 * statement, {@code ^} for a single quote.
 */
class PolicyGrammarTest {
  private static final String ALLOW = "'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*'";
  private static final String OPEN = "'Principal': '*', " + ALLOW;
  private static final String TRUST =
      "'Effect': 'Allow', 'Principal': {'AWS': '111111111111'}, 'Action': 'sts:AssumeRole'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "IDENTITY | {'Version': '2012-10-17', 'Statement': {%a}} |",
        "IDENTITY | {'Version': '2008-10-17', 'Statement': [{%a}, {%a}]} |",
        "IDENTITY | {'Statement': {%a}, 'Version': '2012-10-17'} |",
        "IDENTITY | {'Statement': {%a}} |",
        "IDENTITY | {'Version': '2012-10-18', 'Statement': {%a}} | INVALID_VERSION",
        "IDENTITY | {'Version': 20121017, 'Statement': {%a}} | DATA_TYPE_MISMATCH",
        "IDENTITY | {'version': '2012-10-17', 'Statement': {%a}} | INVALID_POLICY_ELEMENT",
        "IDENTITY | {'Statements': {%a}} | INVALID_POLICY_ELEMENT",
        "IDENTITY | {'Statement': {%a}, 'Comment': 'x'} | INVALID_POLICY_ELEMENT",
        "IDENTITY | {'Statement': {%a}, 'Statement': {%a}} | DUPLICATE_KEY",
        "IDENTITY | {'Id': 'x', 'Statement': {%a}} | INVALID_POLICY_ELEMENT",
        "PERMISSIONS_BOUNDARY | {'Id': 'x', 'Statement': {%a}} | INVALID_POLICY_ELEMENT",
        "SESSION | {'Id': 'x', 'Statement': {%a}} | INVALID_POLICY_ELEMENT",
        "SCP | {'Id': 'x', 'Statement': {%a}} | INVALID_POLICY_ELEMENT",
        "RCP | {'Id': 'x', 'Statement': {'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*', 'Resource': '*'}} | INVALID_POLICY_ELEMENT",
        "RESOURCE | {'Id': 'x', 'Statement': {%p}} |",
        "TRUST | {'Id': 'x', 'Statement': {%t}} |",
        "RESOURCE | {'Id': 7, 'Statement': {%p}} | DATA_TYPE_MISMATCH",
        "IDENTITY | {'Version': '2012-10-17'} | MISSING_STATEMENT",
        "IDENTITY | {'Statement': 's3:*'} | DATA_TYPE_MISMATCH",
        "IDENTITY | {'Statement': [{%a}, null]} | DATA_TYPE_MISMATCH",
      })
  void documents(PolicyType type, String document, String codes) {
    assertProblems(type, document, codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "IDENTITY | {'Sid': 'Read1', %a} |",
        "IDENTITY | {'Sid': '', %a}, {'Sid': '', %a} |",
        "IDENTITY | {'Sid': 'a', %a}, {'Sid': 'A', %a} |",
        "IDENTITY | {'Sid': 'A', %a}, {'Sid': 'A', %a} | UNIQUE_SIDS_REQUIRED",
        "IDENTITY | {'Sid': 'a-b', %a} | UNSUPPORTED_SID",
        "TRUST | {'Sid': 'a b', %t} | UNSUPPORTED_SID",
        "SCP | {'Sid': 'a_b', %a} | UNSUPPORTED_SID",
        "RESOURCE | {'Sid': 'a b', %p}, {'Sid': 'a b', %p} |",
        "IDENTITY | {'Effect': 'DENY', 'Action': 's3:*', 'Resource': '*'} | INVALID_EFFECT",
        "IDENTITY | {'Effect': ['Allow'], 'Action': 's3:*', 'Resource': '*'} | DATA_TYPE_MISMATCH",
        "IDENTITY | {'effect': 'Allow', 'action': 's3:*', 'resource': '*'} | INVALID_POLICY_ELEMENT INVALID_POLICY_ELEMENT INVALID_POLICY_ELEMENT",
        "IDENTITY | {'Efect': 'Alow', 'Action': 's3:*', 'Resource': '*'} | INVALID_POLICY_ELEMENT INVALID_EFFECT",
        "IDENTITY | {%a, 'Resource': '*'} | DUPLICATE_KEY",
        "IDENTITY | {'Resource': '*', 'Action': 's3:*', 'Effect': 'Allow'} |",
      })
  void sidsEffectsAndElements(PolicyType type, String statements, String codes) {
    assertProblems(type, "{'Statement': [%s]}".formatted(statements), codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "IDENTITY | 'Action': 's3:GetObject' |",
        "IDENTITY | 'Action': ['S3:getobject', 's3:Get*', 's3:?etObject', '*'] |",
        "IDENTITY | 'Action': [] |",
        "IDENTITY | 'NotAction': 's3:*' |",
        "SCP | 'Action': 's3:*Object*' |",
        "SCP | 'NotAction': 'iam:*' |",
        "IDENTITY | 'NotAction': [] | EMPTY_ARRAY_ACTION",
        "IDENTITY | 'Action': '*', 'NotAction': 's3:*' | UNSUPPORTED_ELEMENT_COMBINATION",
        "IDENTITY | 'Action': 's3' | INVALID_ACTION",
        "IDENTITY | 'Action': 's*:GetObject' | INVALID_ACTION",
        "IDENTITY | 'Action': '' | INVALID_ACTION",
        "IDENTITY | 'Action': {'s3': '*'} | DATA_TYPE_MISMATCH",
        "IDENTITY | 'Action': ['s3:*', ['s3:*']] | DATA_TYPE_MISMATCH",
        "IDENTITY | 'Action': 's3:${aws:username}' | VARIABLE_UNSUPPORTED_IN_ELEMENT",
      })
  void actions(PolicyType type, String action, String codes) {
    assertProblems(
        type,
        "{'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', %s, 'Resource': '*'}}"
            .formatted(action),
        codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "IDENTITY | 'Resource': '*' |",
        "IDENTITY | 'Resource': ['arn:aws:s3:::b/*', 'arn:*:sqs:*:111111111111:q?'] |",
        "IDENTITY | 'Resource': [] |",
        "IDENTITY | 'NotResource': 'arn:aws:iam::aws:policy/*' |",
        "SCP | 'NotResource': 'arn:aws:s3:::b' |",
        "IDENTITY | 'Resource': 'arn:aws:s3' |",
        "IDENTITY | 'Resource': 'arn:aws-us-gov:s3:::b' |",
        "RESOURCE | 'Principal': '*' |",
        "IDENTITY | 'Sid': 'x' | MISSING_RESOURCE",
        "SCP | 'Sid': 'x' | MISSING_RESOURCE",
        "IDENTITY | 'NotResource': [] | EMPTY_ARRAY_RESOURCE",
        "IDENTITY | 'Resource': '*', 'NotResource': '*' | UNSUPPORTED_ELEMENT_COMBINATION",
        "IDENTITY | 'Resource': 'b/k' | INVALID_ARN_PREFIX",
        "IDENTITY | 'Resource': '**' | INVALID_ARN_PREFIX",
        "IDENTITY | 'Resource': 'ARN:aws:s3:::b' | INVALID_ARN_PREFIX",
        "IDENTITY | 'Resource': 'arn:azure:s3:::b' | INVALID_PARTITION",
        "IDENTITY | 'Resource': 'arn:aws::::b' | MISSING_ARN_FIELD",
        "IDENTITY | 'Resource': 'arn:aws:SQS:eu-west-1:12:' | INVALID_ARN_SERVICE_CASE INVALID_ARN_ACCOUNT INVALID_ARN_RESOURCE",
        "IDENTITY | 'Resource': 'arn:aws:s3:::b/${aws:username}' |",
        "IDENTITY | 'Resource': 'arn:aws:s3:::b/${*}${?}${$}' |",
        "IDENTITY | 'Resource': 'arn:aws:s3:::b/${aws:PrincipalTag/cost center}' |",
        "IDENTITY | 'Resource': 'arn:aws:s3:::b/${aws:username, ^a b^}' |",
        "IDENTITY | 'Resource': 'arn:aws:s3:::${aws:username' | MISSING_BRACE_IN_VARIABLE",
        "IDENTITY | 'Resource': 'arn:aws:s3:::${aws:${aws:username}}' | MISSING_BRACE_IN_VARIABLE",
        "IDENTITY | 'Resource': 'arn:aws:s3:::${}' | EMPTY_VARIABLE",
        "IDENTITY | 'Resource': 'arn:aws:s3:::${ }' | EMPTY_VARIABLE",
        "IDENTITY | 'Resource': 'arn:aws:s3:::${aws: username}' | UNSUPPORTED_SPACE_IN_VARIABLE",
        "IDENTITY | 'Resource': 'arn:aws:s3:::${aws:username, x}' | MISSING_QUOTE_IN_VARIABLE",
        "IDENTITY | 'Resource': 'arn:aws:${aws:x}:::b' | VARIABLE_UNSUPPORTED_IN_ELEMENT",
      })
  void resources(PolicyType type, String resource, String codes) {
    assertProblems(
        type,
        "{'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', 'Action': 's3:*', %s}}"
            .formatted(resource),
        codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "RESOURCE | 'Principal': '*' |",
        "RESOURCE | 'Principal': {'AWS': ['*', '111111111111', 'arn:aws:iam::111111111111:root']} |",
        "RESOURCE | 'Principal': {'AWS': 'arn:aws-cn:iam::111111111111:root'} |",
        "RESOURCE | 'Principal': {'AWS': 'arn:aws:iam::111111111111:user/team/bob'} |",
        "RESOURCE | 'Principal': {'AWS': 'arn:aws:sts::111111111111:assumed-role/app/s1'} |",
        "RESOURCE | 'Principal': {'AWS': 'arn:aws:sts::111111111111:federated-user/bob'} |",
        "RESOURCE | 'Principal': {'AWS': 'AROAEXAMPLEEXAMPLEID1'} |",
        "RESOURCE | 'Principal': {'Service': ['sns.amazonaws.com'], 'Federated': 'idp.example.com'} |",
        "RESOURCE | 'Principal': {'AWS': []} |",
        "RESOURCE | 'Principal': {} |",
        "RESOURCE | 'Sid': 'x' | MISSING_PRINCIPAL",
        "TRUST | 'Sid': 'x' | MISSING_PRINCIPAL",
        "RCP | 'Sid': 'x' | MISSING_PRINCIPAL",
        "RESOURCE | 'Principal': '*', 'NotPrincipal': {'AWS': '*'} | UNSUPPORTED_ELEMENT_COMBINATION",
        "RESOURCE | 'NotPrincipal': {'AWS': '111111111111'} |",
        "IDENTITY | 'Principal': '*' | UNSUPPORTED_PRINCIPAL",
        "PERMISSIONS_BOUNDARY | 'NotPrincipal': '*' | UNSUPPORTED_PRINCIPAL",
        "SESSION | 'Principal': '*' | UNSUPPORTED_PRINCIPAL",
        "SCP | 'Principal': '*' | SCP_SYNTAX_ERROR_PRINCIPAL",
        "SCP | 'NotPrincipal': '*' | SCP_SYNTAX_ERROR_PRINCIPAL",
        "TRUST | 'NotPrincipal': {'AWS': '111111111111'} | ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
        "RCP | 'Principal': '*' |",
        "RCP | 'Principal': {'AWS': '*'} |",
        "RCP | 'Principal': {'AWS': '111111111111'} | RCP_SYNTAX_ERROR_PRINCIPAL",
        "RCP | 'NotPrincipal': {'AWS': '*'} | RCP_SYNTAX_ERROR_PRINCIPAL",
        "RESOURCE | 'Principal': 'arn:aws:iam::111111111111:root' | INVALID_PRINCIPAL_FORMAT",
        "RESOURCE | 'Principal': ['*'] | DATA_TYPE_MISMATCH",
        "RESOURCE | 'Principal': {'AWS': '1111'} | INVALID_PRINCIPAL_FORMAT",
        "RESOURCE | 'Principal': {'AWS': 'sns.amazonaws.com'} | INVALID_PRINCIPAL_FORMAT",
        "RESOURCE | 'Principal': {'AWS': 'arn:aws:iam::111111111111:user/*'} | UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
        "RESOURCE | 'Principal': {'AWS': 'arn:aws:iam::111111111111:user/${aws:username}'} | VARIABLE_UNSUPPORTED_IN_ELEMENT",
        "RESOURCE | 'Principal': {'CanonicalUser': 'abc'} | INVALID_PRINCIPAL_KEY",
        "RESOURCE | 'Principal': {'AWS': '*', 'AWS': '111111111111'} | DUPLICATE_KEY",
        "RESOURCE | 'Principal': {'AWS': '*', 'aws': '*'} | INVALID_PRINCIPAL_KEY",
        "RESOURCE | 'Principal': {'Service': 'sns'} | INVALID_SERVICE_PRINCIPAL_FORMAT",
        "RESOURCE | 'Principal': {'Federated': '/idp'} | INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY",
      })
  void principals(PolicyType type, String principal, String codes) {
    String rest =
        type == PolicyType.TRUST
            ? "'Action': 'sts:AssumeRole'"
            : "'Action': 's3:*', 'Resource': '*'";
    assertProblems(
        type, "{'Statement': {'Effect': 'Deny', %s, %s}}".formatted(principal, rest), codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Action': ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'] |",
        "'Action': ['sts:TagSession', 'sts:SetSourceIdentity', 'STS:assume*'] |",
        "'Action': 's3:GetObject' | UNSUPPORTED_ACTION_IN_POLICY",
        "'Action': 'sts:GetCallerIdentity' | UNSUPPORTED_ACTION_IN_POLICY",
        "'Action': '*' | UNSUPPORTED_ACTION_IN_POLICY",
        "'Action': 'sts:AssumeRole', 'Resource': '*' | ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE",
        "'Action': 'sts:AssumeRole', 'NotResource': '*' | ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE",
      })
  void trustPolicies(String rest, String codes) {
    assertProblems(
        PolicyType.TRUST,
        "{'Statement': {'Effect': 'Allow', 'Principal': {'AWS': '111111111111'}, %s}}"
            .formatted(rest),
        codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Effect': 'Deny', 'Action': 's3:*', 'Resource': '*' |",
        "'Effect': 'Deny', 'Action': ['s3:*'], 'NotResource': 'arn:aws:s3:::b' |",
        "'Effect': 'Allow', 'Action': '*', 'Resource': '*' |",
        "'Effect': 'Allow', 'Action': ['*'], 'Resource': ['*'] |",
        "'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*' | RCP_SYNTAX_ERROR_ALLOW",
        "'Effect': 'Allow', 'Action': '*', 'Resource': 'arn:aws:s3:::b' | RCP_SYNTAX_ERROR_ALLOW",
        "'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {} | RCP_SYNTAX_ERROR_ALLOW",
        "'Effect': 'Deny', 'NotAction': 's3:*', 'Resource': '*' | RCP_SYNTAX_ERROR_NOTACTION",
        "'Effect': 'Deny', 'Action': 's3:*' | MISSING_RESOURCE",
      })
  void resourceControlPolicies(String rest, String codes) {
    assertProblems(PolicyType.RCP, "{'Statement': {'Principal': '*', %s}}".formatted(rest), codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} |",
        "{'StringEquals': {}} |",
        "{'stringequals': {'AWS:username': 'bob'}, 'StringLike': {'s3:prefix': ['a*', 'b*']}} |",
        "{'StringEquals': {'aws:RequestTag/cost center': 'a', 'idp.example.com/realm:sub': 'b'}} |",
        "{'ForAllValues:StringLike': {'aws:TagKeys': []}, 'StringEqualsIfExists': {'aws:x': []}} |",
        "{'Bool': {'aws:SecureTransport': true}, 'Null': {'aws:x': ['TRUE', 'false']}} |",
        "{'NumericLessThan': {'s3:max-keys': 10}, 'DateEquals': {'aws:x': [1700000000, 0]}} |",
        "{'IpAddress': {'aws:SourceIp': ['10.0.0.1/8', '2001:db8::/32', '203.0.113.7']}} |",
        "{'ArnLike': {'aws:x': ['*', 'arn:aws:sns:*:*:t']}, 'BinaryEquals': {'a:b': 'QmluYXJ5'}} |",
        "{'StringEquals': {'aws:x': '${aws:username}'}, 'Bool': {'aws:y': '${aws:z}'}} |",
        "[] | DATA_TYPE_MISMATCH",
        "{'StringEquals': 'x'} | DATA_TYPE_MISMATCH",
        "{'StringEquals': {'aws:x': {'y': 1}}} | DATA_TYPE_MISMATCH",
        "{'StringEquals': {'aws:x': null}} | DATA_TYPE_MISMATCH",
        "{'StringMatches': {'aws:x': 'y'}} | INVALID_CONDITION_OPERATOR",
        "{'ForSomeValues:StringLike': {'aws:x': 'y'}} | INVALID_CONDITION_OPERATOR",
        "{'NullIfExists': {'aws:x': 'true'}} | NULL_WITH_IF_EXISTS",
        "{'ForAnyValue:NullIfExists': {'aws:x': 'true'}} | NULL_WITH_IF_EXISTS",
        "{'StringLike': {'aws:x': 'a'}, 'StringLike': {'aws:y': 'b'}} | DUPLICATE_KEY",
        "{'StringLike': {'aws:x': 'a'}, 'stringlike': {'aws:y': 'b'}} | DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
        "{'StringLike': {'aws:x': 'a', 'AWS:X': 'b'}} | DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
        "{'StringEquals': {'x': 'y'}} | INVALID_CONDITION_KEY_FORMAT",
        "{'StringEquals': {'aws:PrincipalTag/': 'z'}} | MISSING_TAG_KEY_IN_CONDITION",
        "{'StringEquals': {'aws:${x}': 'y'}} | INVALID_CONDITION_KEY_FORMAT",
        "{'StringEquals': {'aws:x': []}} | EMPTY_ARRAY_CONDITION",
        "{'NumericEquals': {'aws:x': [1, '1']}} | INVALID_CONDITION_DATA_TYPE",
        "{'Bool': {'aws:x': ['true', 'false']}} | INVALID_CONDITION_MULTIPLE_BOOLEAN",
        "{'Bool': {'aws:x': 'yes'}, 'Null': {'aws:x': '1'}} | TYPE_MISMATCH_BOOLEAN TYPE_MISMATCH_BOOLEAN",
        "{'NumericEquals': {'aws:x': ['1x', '0x10', '1,5']}} | TYPE_MISMATCH_NUMBER TYPE_MISMATCH_NUMBER TYPE_MISMATCH_NUMBER",
        "{'DateLessThan': {'aws:x': ['Jan 1 2024', '2024-02-30']}} | TYPE_MISMATCH_DATE TYPE_MISMATCH_DATE",
        "{'IpAddress': {'aws:x': ['10.0.0.256', '10.0.0.0/33', '2001:db8::1/32']}} | TYPE_MISMATCH_IP_RANGE TYPE_MISMATCH_IP_RANGE TYPE_MISMATCH_IP_RANGE",
        "{'ArnLike': {'aws:x': 'arn:aws:sns'}} | MISSING_ARN_FIELD",
        "{'BinaryEquals': {'aws:x': 'x!'}} | TYPE_MISMATCH_STRING",
        "{'NumericEquals': {'aws:x': '${aws:y}'}} | INVALID_VARIABLE_FOR_OPERATOR",
        "{'StringEquals': {'aws:x': '${aws:y'}} | MISSING_BRACE_IN_VARIABLE",
      })
  void conditions(String condition, String codes) {
    assertProblems(
        PolicyType.IDENTITY,
        "{'Version': '2012-10-17', 'Statement': {%s, 'Condition': %s}}".formatted(ALLOW, condition),
        codes);
  }

  @ParameterizedTest
  @MethodSource("operators")
  void readsEveryOperatorInAnyCase(String operator) {
    String value =
        switch (operator.replaceFirst("^For\\w+Values?:", "").substring(0, 2)) {
          case "Nu" -> operator.contains("Numeric") ? "1" : "true";
          case "Da" -> "2026-01-31T12:00:00Z";
          case "Bo" -> "true";
          case "Ip", "No" -> "203.0.113.0/24";
          case "Ar" -> "arn:aws:sns:*:*:topic";
          case "Bi" -> "QQ==";
          default -> "text";
        };
    String condition = "{'Statement': {%s, 'Condition': {'%s': {'app:key': '%s'}}}}";

    assertProblems(PolicyType.IDENTITY, condition.formatted(ALLOW, operator, value), null);
    assertProblems(
        PolicyType.IDENTITY,
        condition.formatted(ALLOW, operator.toLowerCase(Locale.ROOT), value),
        null);
  }

  @Test
  void knowsTheOperatorsOfTheUserGuide() {
    assertThat(Operator.names()).hasSize(27 * 3 * 2);
  }

  /** In Version 2008-10-17 and without one, a variable is text like any other. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"'Version': '2008-10-17',", "`` "})
  void takesVariablesForTextInTheOldVersion(String version) {
    assertProblems(
        PolicyType.IDENTITY,
        "{%s 'Statement': {'Effect': 'Allow', 'Action': 's3:*', 'Resource': 'arn:aws:s3:::${x'}}"
            .formatted(version),
        null);
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, \u00e9\u00ff\\t\\n\\r,",
    "IDENTITY, \\u0000, INVALID_CHARACTER",
    "IDENTITY, \u0100, INVALID_CHARACTER",
    "IDENTITY, \\u4e2d, INVALID_CHARACTER",
    "IDENTITY, \ud83d\ude00, INVALID_CHARACTER",
    "SCP, \u4e2d\ud83d\ude00,",
    "SCP, \\ud83d, INVALID_CHARACTER",
    "SCP, \\ude00\\ud83d, INVALID_CHARACTER",
    "SCP, \\u001f, INVALID_CHARACTER",
  })
  void characters(PolicyType type, String text, String codes) {
    assertProblems(
        type,
        "{'Statement': {%s, 'Condition': {'StringLike': {'app:key': '%s'}}}}"
            .formatted(ALLOW, text),
        codes);
  }

  static Stream<String> operators() {
    return Operator.names().stream().filter(name -> !name.endsWith("NullIfExists"));
  }

  private static void assertProblems(PolicyType type, String document, @Nullable String codes) {
    String filled = document.replace("%a", ALLOW).replace("%p", OPEN).replace("%t", TRUST);
    String json = filled.replace('\'', '"').replace('^', '\'');
    assertThat(problems(PolicyReader.read(type, "test policy", json)))
        .extracting(PolicyProblem::code)
        .isEqualTo(codes == null ? List.of() : List.of(codes.split(" ")));
  }

  private static List<PolicyProblem> problems(PolicyReading reading) {
    return reading instanceof PolicyReading.Refused refused ? refused.problems() : List.of();
  }
}
