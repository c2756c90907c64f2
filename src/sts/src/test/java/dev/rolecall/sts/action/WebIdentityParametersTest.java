package dev.rolecall.sts.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sts.Calls;
import dev.rolecall.sts.assume.WebIdentityRequest;
import dev.rolecall.sts.query.Parameters;
import dev.rolecall.sts.query.QueryException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebIdentityParametersTest {
  private static final String ARN = "arn:aws:iam::111111111111:role/reports";
  private static final String RIGHT =
      "RoleArn=" + ARN + "&RoleSessionName=test&WebIdentityToken=a.b.c";

  @Test
  void hasTheDefaultsOfSts() throws Exception {
    WebIdentityRequest request = read(RIGHT);

    assertThat(request.roleArn()).isEqualTo(ARN);
    assertThat(request.sessionName()).hasToString("test");
    assertThat(request.duration()).isEqualTo(Duration.ofHours(1));
    assertThat(request.policy()).isEmpty();
    assertThat(request.policyArns()).isEmpty();
    assertThat(request.toString()).doesNotContain("a.b.c");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertRefused(
        "RoleSessionName=a:b&DurationSeconds=899",
        "ValidationError",
        "4 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member"
            + " must not be null; Value 'a:b' at 'roleSessionName' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern: [\\w+=,.@-]*; Value null at"
            + " 'webIdentityToken' failed to satisfy constraint: Member must not be null; Value"
            + " '899' at 'durationSeconds' failed to satisfy constraint: Member must have value"
            + " greater than or equal to 900");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "&Policy=|Value '' at 'policy' failed to satisfy constraint: Member must have length"
            + " greater than or equal to 1; Value '' at 'policy' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern:"
            + " [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
        "&DurationSeconds=43201|Value '43201' at 'durationSeconds' failed to satisfy constraint:"
            + " Member must have value less than or equal to 43200",
        "&ProviderId=abc|Value 'abc' at 'providerId' failed to satisfy constraint: Member must have"
            + " length greater than or equal to 4",
        "&PolicyArns.member.1.arn=short|Value 'short' at 'policyArns.1.member.arn' failed to satisfy"
            + " constraint: Member must have length greater than or equal to 20",
      })
  void checksEachParameter(String more, String message) {
    assertThatThrownBy(() -> read(RIGHT + more))
        .isInstanceOfSatisfying(
            QueryException.class,
            refused ->
                assertThat(refused.error().message())
                    .matches("[12] validation errors? detected: .*")
                    .endsWith(message));
  }

  @Test
  void neverRepeatsATokenOrALongValue() {
    String longToken = "t".repeat(20_001);
    assertRefused(
        "RoleArn=" + ARN + "&RoleSessionName=" + "s".repeat(300) + "&WebIdentityToken=" + longToken,
        "ValidationError",
        "2 validation errors detected: Value at 'roleSessionName' failed to satisfy constraint:"
            + " Member must have length less than or equal to 64; Value at 'webIdentityToken'"
            + " failed to satisfy constraint: Member must have length less than or equal to 20000");
  }

  /** An index may skip ten, and nobody has proved yet who he is. */
  @Test
  void saysLittleOfMuchThatIsWrong() {
    StringBuilder query = new StringBuilder(RIGHT);
    for (int i = 11; i <= 5390; i += 11) {
      query.append("&PolicyArns.member.").append(i).append(".arn=x");
    }
    assertThatThrownBy(() -> read(query.toString()))
        .isInstanceOfSatisfying(
            QueryException.class,
            refused ->
                assertThat(refused.error().message())
                    .startsWith("5391 validation errors detected: ")
                    .hasSizeLessThan(query.length()));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111111111111,24",
    "not-an-arn-of-any-sort-at-all,24",
    "arn:aws:iam::111111111111:role/x:y,35"
  })
  void saysOfAnArnThatItIsInvalid(String arn) {
    assertRefused(
        "RoleArn=" + arn + "&RoleSessionName=test&WebIdentityToken=a.b.c",
        "ValidationError",
        arn + " is invalid");
  }

  @Test
  void refusesProvidersThatAreNotServed() {
    assertRefused(
        RIGHT + "&ProviderId=www.amazon.com",
        "InvalidIdentityToken",
        "Provided Token is not a Login With Amazon token");
    assertRefused(
        RIGHT + "&ProviderId=graph.facebook.com",
        "IDPRejectedClaim",
        "The identity provider rejected the token");
    assertRefused(
        RIGHT + "&ProviderId=accounts.example.com",
        "AccessDenied",
        "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  }

  private static void assertRefused(String query, String code, String message) {
    assertThatThrownBy(() -> read(query))
        .isInstanceOfSatisfying(
            QueryException.class,
            refused -> {
              assertThat(refused.error().message()).isEqualTo(message);
              assertThat(refused.error().code()).isEqualTo(code);
            });
  }

  private static WebIdentityRequest read(String query) throws QueryException {
    return WebIdentityParameters.read(Parameters.of(Calls.get(query)));
  }
}
