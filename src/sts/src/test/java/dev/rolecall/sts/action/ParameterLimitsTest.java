package dev.rolecall.sts.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Calls;
import dev.rolecall.sts.query.Parameters;
import dev.rolecall.sts.query.QueryException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of the STS API reference: what is at either end is good, one beyond is not. */
class ParameterLimitsTest {
  private static final String NOTHING = "";

  @ParameterizedTest
  @CsvSource({
    "AssumeRole, RoleArn, 20, 2048",
    "AssumeRole, RoleSessionName, 2, 64",
    "AssumeRole, PolicyArns.member.1.arn, 20, 2048",
    "AssumeRole, Tags.member.1.Key, 1, 128",
    "AssumeRole, Tags.member.1.Value, 0, 256",
    "AssumeRole, TransitiveTagKeys.member.1, 1, 128",
    "AssumeRole, ExternalId, 2, 1224",
    "AssumeRole, SourceIdentity, 2, 64",
    "AssumeRole, SerialNumber, 9, 256",
    "AssumeRole, TokenCode, 6, 6",
    "AssumeRoleWithWebIdentity, RoleArn, 20, 2048",
    "AssumeRoleWithWebIdentity, RoleSessionName, 2, 64",
    "AssumeRoleWithWebIdentity, WebIdentityToken, 4, 20000",
    "AssumeRoleWithWebIdentity, ProviderId, 4, 2048",
    "AssumeRoleWithWebIdentity, PolicyArns.member.1.arn, 20, 2048",
    "AssumeRoleWithWebIdentity, Policy, 1, 2048",
    "GetWebIdentityToken, Audience.member.1, 1, 1000",
    "GetWebIdentityToken, Tags.member.1.Key, 1, 128",
    "GetWebIdentityToken, Tags.member.1.Value, 0, 256",
  })
  void holdsEachLengthAtBothEnds(String action, String parameter, int least, int most) {
    assertThat(said(action, parameter, "1".repeat(least))).isEqualTo(NOTHING);
    assertThat(said(action, parameter, "1".repeat(most))).isEqualTo(NOTHING);
    if (least > 0) {
      assertThat(said(action, parameter, "1".repeat(least - 1)))
          .contains("Member must have length greater than or equal to " + least);
    }
    assertThat(said(action, parameter, "1".repeat(most + 1)))
        .contains("Member must have length less than or equal to " + most);
  }

  @ParameterizedTest
  @CsvSource({
    "AssumeRole, DurationSeconds, 900, 43200",
    "AssumeRole, MinimumSessionTokenSize, 0, 4096",
    "AssumeRoleWithWebIdentity, DurationSeconds, 900, 43200",
    "AssumeRoleWithWebIdentity, MinimumSessionTokenSize, 0, 4096",
    "GetWebIdentityToken, DurationSeconds, 60, 3600",
  })
  void holdsEachRangeAtBothEnds(String action, String parameter, int least, int most) {
    assertThat(said(action, parameter, Integer.toString(least))).isEqualTo(NOTHING);
    assertThat(said(action, parameter, Integer.toString(most))).isEqualTo(NOTHING);
    assertThat(said(action, parameter, Integer.toString(least - 1)))
        .contains("Member must have value greater than or equal to " + least);
    assertThat(said(action, parameter, Integer.toString(most + 1)))
        .contains("Member must have value less than or equal to " + most);
  }

  @ParameterizedTest
  @CsvSource({
    "AssumeRole, PolicyArns.member.%d.arn, 10",
    "AssumeRole, TransitiveTagKeys.member.%d, 50",
    "AssumeRole, Tags.member.%d.Key=x&Tags.member.%1$d.Value, 50",
    "AssumeRoleWithWebIdentity, PolicyArns.member.%d.arn, 10",
    "GetWebIdentityToken, Audience.member.%d, 10",
    "GetWebIdentityToken, Tags.member.%d.Key=x&Tags.member.%1$d.Value, 50",
  })
  void holdsEachNumberOfMembers(String action, String member, int most) {
    assertThat(said(action, members(member, most))).isEqualTo(NOTHING);
    assertThat(said(action, members(member, most + 1)))
        .contains("Member must have length less than or equal to " + most);
  }

  private static Map<String, String> members(String form, int count) {
    Map<String, String> members = new LinkedHashMap<>();
    for (int i = 1; i <= count; i++) {
      members.put(form.formatted(i), "1".repeat(20));
    }
    return members;
  }

  private static String said(String action, String parameter, String value) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (parameter.startsWith("Tags.")) {
      parameters.put("Tags.member.1.Key", "a");
      parameters.put("Tags.member.1.Value", "b");
    }
    parameters.put(parameter, value);
    return said(action, parameters);
  }

  /** What is wrong with the form of these parameters, beside others that are right. */
  private static String said(String action, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(right(action));
    all.putAll(parameters);
    String query =
        all.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&"));
    try {
      read(action, Parameters.of(Calls.get(query)));
      return NOTHING;
    } catch (QueryException e) {
      String message = e.error().message();
      return message.contains("failed to satisfy constraint") ? message : NOTHING;
    }
  }

  private static Map<String, String> right(String action) {
    return action.equals("GetWebIdentityToken")
        ? Map.of("Audience.member.1", "api", "SigningAlgorithm", "RS256")
        : Map.of(
            "RoleArn",
            "arn:aws:iam::111111111111:role/reports",
            "RoleSessionName",
            "test",
            "WebIdentityToken",
            "a.b.c");
  }

  private static void read(String action, Parameters parameters) throws QueryException {
    switch (action) {
      case "AssumeRole" -> AssumeRoleParameters.read(parameters);
      case "AssumeRoleWithWebIdentity" -> WebIdentityParameters.read(parameters);
      default -> IdentityTokenParameters.read(parameters);
    }
  }
}
