package dev.rolecall.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.Position;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyLintTest {
  @Test
  void tellsPlaceReasonAndRemedy() throws JsonException {
    String policy =
        """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Deny",
            "Action": "s3:GetObject",
            "Resource": "*",
            "Condition": {
              "IpAddress": {"aws:SourceIp": ["198.51.100.0/24",
                "203.0.113.7/24"]}
            }
          }
        }
        """;
    assertThat(check(policy))
        .containsExactly(
            new Finding(
                "IMPROVE_IP_RANGE",
                Severity.SUGGESTION,
                "/Statement/Condition/IpAddress/aws:SourceIp/1",
                new Position(9, 9),
                "'203.0.113.7/24' has bits behind its prefix, which are ignored.",
                "Write \"203.0.113.0/24\".",
                Optional.of("203.0.113.0/24")));
  }

  @Test
  void tellsWhatItCanOfADocumentThatCannotBeRead() throws JsonException {
    String policy =
        """
        {"Statement": [
          {"Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a"},
          {"Effect": "Allow", "Action": "*", "Resource": "*"},
          7
        ]}
        """;
    assertThat(check(policy))
        .extracting(Finding::code)
        .contains("INVALID_EFFECT", "FULL_WILDCARD", "MISSING_VERSION", "DATA_TYPE_MISMATCH");
  }

  @Test
  void takesTheReadersProblemsForErrorsInTheOrderOfTheText() throws JsonException {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "", "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a"}
        ]}
        """;
    assertThat(check(policy))
        .extracting(Finding::code, Finding::severity)
        .containsExactly(
            tuple("EMPTY_SID_VALUE", Severity.SUGGESTION), tuple("INVALID_EFFECT", Severity.ERROR));
  }

  @Test
  void speaksOfNothingThatIsNoObject() throws JsonException {
    assertThat(check("7")).extracting(Finding::code).contains("DATA_TYPE_MISMATCH");
  }

  @Test
  void knowsHowSeveritiesCompare() {
    assertThat(Severity.ERROR.atLeast(Severity.WARNING)).isTrue();
    assertThat(Severity.WARNING.atLeast(Severity.WARNING)).isTrue();
    assertThat(Severity.SUGGESTION.atLeast(Severity.WARNING)).isFalse();
  }

  private static List<Finding> check(String policy) throws JsonException {
    return PolicyLint.check(PolicyQuotas.AWS_DEFAULTS, PolicyType.IDENTITY, Json.parse(policy));
  }
}
