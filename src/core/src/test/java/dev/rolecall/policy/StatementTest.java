package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
  private static final String TRUST =
      "'Effect': 'Allow', 'Principal': %s, 'Action': 'sts:AssumeRole'";
  private static final String IDP = "arn:aws:iam::111111111111:oidc-provider/idp.example.com";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'StringEquals': {'idp:sub': 'x'}} | true",
        "{'StringLike': {'IDP:Sub': 'ns:*'}} | true",
        "{'StringEqualsIgnoreCase': {'idp:sub': 'x'}} | true",
        "{'ForAnyValue:StringEquals': {'idp:sub': 'x'}} | true",
        "{'StringEquals': {'idp:sub': '*'}} | true",
        "{'StringLike': {'idp:sub': '*'}} | false",
        "{'StringLike': {'idp:sub': ['ns:*', '?*']}} | false",
        "{'StringEquals': {'idp:sub': '${idp:sub}'}} | false",
        "{'StringLike': {'idp:sub': '${idp:sub}*'}} | false",
        "{'StringEquals': {'idp:sub': '${idp:aud}:x'}} | true",
        "{'StringEquals': {'idp:aud': 'x'}} | false",
        "{'StringNotEquals': {'idp:sub': 'x'}} | false",
        "{'StringEqualsIfExists': {'idp:sub': 'x'}} | false",
        "{'ForAllValues:StringEquals': {'idp:sub': 'x'}} | false",
        "{'ForAllValues:StringEqualsIfExists': {'idp:sub': []}} | false",
        "{'Null': {'idp:sub': 'false'}} | false",
        "{} | false",
      })
  void requiresAKeyOnlyByAPositiveTextCondition(String condition, boolean required) {
    Statement statement = statement(TRUST.formatted("'*'") + ", 'Condition': " + condition);

    assertThat(statement.requires("idp:sub")).isEqualTo(required);
  }

  @Test
  void tellsWhichServicesAndProvidersItNames() {
    Principals principals =
        statement(
                TRUST.formatted(
                    "{'Service': ['pods.eks.amazonaws.com'], 'Federated': '" + IDP + "'}"))
            .principals();

    assertThat(principals.nameService("pods.eks.amazonaws.com")).isTrue();
    assertThat(principals.nameService("ec2.amazonaws.com")).isFalse();
    assertThat(principals.nameProvider(IDP)).isTrue();
    assertThat(principals.nameProvider("pods.eks.amazonaws.com")).isFalse();
  }

  @Test
  void namesNobodyWithAStar() {
    Principals principals = statement(TRUST.formatted("'*'")).principals();

    assertThat(principals.nameService("pods.eks.amazonaws.com")).isFalse();
    assertThat(principals.nameProvider(IDP)).isFalse();
  }

  private static Statement statement(String text) {
    return Documents.of(PolicyType.TRUST, text).statements().getFirst();
  }
}
