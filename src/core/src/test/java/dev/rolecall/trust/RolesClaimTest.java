package dev.rolecall.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesClaimTest {
  private static final String ROLE = "arn:aws:iam::111111111111:role/reports";

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'https://aws.amazon.com/roles': null}"})
  void limitsNothingWhereItIsAbsent(String claims) throws Exception {
    assertThat(read(claims)).isEqualTo(RolesClaim.ABSENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'arn:aws:iam::111111111111:role/reports'",
        "'x; arn:aws:iam::111111111111:role/reports ;'",
        "[1, ' arn:aws:iam::111111111111:role/reports']",
      })
  void namesARoleInEveryForm(String claim) throws Exception {
    assertThat(read("{'https://aws.amazon.com/roles': " + claim + "}"))
        .isEqualTo(RolesClaim.NAMES_IT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "[]",
        "{}",
        "true",
        "'arn:aws:iam::111111111111:role/*'",
        "'arn:aws:iam::111111111111:role/Reports'",
      })
  void namesNoOtherRole(String claim) throws Exception {
    assertThat(read("{'https://aws.amazon.com/roles': " + claim + "}"))
        .isEqualTo(RolesClaim.NAMES_OTHERS);
  }

  private static RolesClaim read(String singleQuoted) throws Exception {
    JsonObject claims = (JsonObject) Json.parse(singleQuoted.replace('\'', '"'));
    return RolesClaim.of(claims, ROLE);
  }
}
