package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import java.util.List;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'StringLike': {'idp:sub': 'ns:a:*'}} | true",
        "{'StringLike': {'idp:sub': 'ns:*'}} | false",
        "{'StringLike': {'idp:sub': ['ns:a:*', 'n*:?:*']}} | false",
        "{'StringLike': {'idp:sub': 'ns:*'}, 'StringEquals': {'idp:sub': 'ns:a:b'}} | true",
        "{'StringLike': {'idp:sub': 'ns:*:??*'}} | false",
        "{'StringNotLike': {'idp:sub': 'ns:-:*'}} | false",
      })
  void requiresAValueThatAStrangerDoesNotHave(String condition, boolean required) {
    Statement statement = statement(TRUST.formatted("'*'") + ", 'Condition': " + condition);

    assertThat(statement.requires("idp:sub", List.of("ns:-:-", "ns:-:long"))).isEqualTo(required);
  }

  /** An address with a zone, or a bucket's name for an ARN, must not get around a Deny. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'NotIpAddress': {'k:v': '203.0.113.0/24'} | fe80::1%eth0",
        "'NotIpAddress': {'k:v': ['203.0.113.0/24', '10.0.0.0/8']} | 203.0.113.9:443",
        "'ArnNotLike': {'k:v': 'arn:aws:s3:::mine/*'} | mine/key",
        "'ArnNotEquals': {'k:v': 'arn:aws:s3:::mine'} | mine",
      })
  void deniesAndDoesNotAllowByANegationThatCannotBeDecided(String condition, String value) {
    String form = "'Effect': '%s', 'Action': 's3:*', 'Resource': '*', 'Condition': {%s}";
    AuthorizationRequest request =
        new AuthorizationRequest(
            new Caller.Anonymous(),
            "s3:GetObject",
            "arn:aws:s3:::b/k",
            new AccountId("111111111111"),
            RequestContext.builder().put("k:v", value).build());

    for (Statement.Effect effect : Statement.Effect.values()) {
      String word = effect == Statement.Effect.DENY ? "Deny" : "Allow";
      Statement statement =
          Documents.of(PolicyType.IDENTITY, form.formatted(word, condition))
              .statements()
              .getFirst();
      assertThat(statement.covers(request)).isEqualTo(effect == Statement.Effect.DENY);
    }
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
