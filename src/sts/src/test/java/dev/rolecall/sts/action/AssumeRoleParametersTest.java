package dev.rolecall.sts.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sts.Calls;
import dev.rolecall.sts.assume.AssumeRoleRequest;
import dev.rolecall.sts.query.Parameters;
import dev.rolecall.sts.query.QueryException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssumeRoleParametersTest {
  private static final String RIGHT =
      "RoleArn=arn:aws:iam::111111111111:role/reports&RoleSessionName=test";

  @Test
  void hasTheDefaultsOfSts() throws Exception {
    AssumeRoleRequest request = read(RIGHT + "&Tags=&TransitiveTagKeys=&PolicyArns=");

    assertThat(request.roleArn()).isEqualTo("arn:aws:iam::111111111111:role/reports");
    assertThat(request.sessionName()).hasToString("test");
    assertThat(request.duration()).isEqualTo(Duration.ofHours(1));
    assertThat(request.tags()).isEmpty();
    assertThat(request.transitiveTagKeys()).isEmpty();
    assertThat(request.policyArns()).isEmpty();
    assertThat(request.externalId()).isEmpty();
    assertThat(request.sourceIdentity()).isEmpty();
    assertThat(request.hasOneTimeCode()).isFalse();
    assertThat(request.minimumTokenBytes()).isZero();
  }

  @Test
  void readsEveryParameter() throws Exception {
    AssumeRoleRequest request =
        read(
            RIGHT
                + "&Tags.member.1.Key=Team&Tags.member.1.Value=a%20b&Tags.member.2.Key=Empty"
                + "&Tags.member.2.Value=&TransitiveTagKeys.member.1=Team&ExternalId=a/b:c"
                + "&SourceIdentity=alice@example.com&SerialNumber=GAHT12345678&TokenCode=123456"
                + "&DurationSeconds=900&MinimumSessionTokenSize=4096&PolicyArns.member.1.arn=arn:aws:iam::aws:policy/x");

    assertThat(request.tags())
        .containsExactly(
            new AssumeRoleRequest.Tag("Team", "a b"), new AssumeRoleRequest.Tag("Empty", ""));
    assertThat(request.transitiveTagKeys()).containsExactly("Team");
    assertThat(request.externalId()).contains("a/b:c");
    assertThat(request.sourceIdentity()).contains("alice@example.com");
    assertThat(request.hasOneTimeCode()).isTrue();
    assertThat(request.duration()).isEqualTo(Duration.ofMinutes(15));
    assertThat(request.minimumTokenBytes()).isEqualTo(4096);
    assertThat(request.policyArns()).containsExactly("arn:aws:iam::aws:policy/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "&MinimumSessionTokenSize=4097|Value '4097' at 'minimumSessionTokenSize' failed to satisfy"
            + " constraint: Member must have value less than or equal to 4096",
        "&MinimumSessionTokenSize=-1|Value '-1' at 'minimumSessionTokenSize' failed to satisfy"
            + " constraint: Member must have value greater than or equal to 0",
        "&Tags.member.1.Key=a|Value null at 'tags.1.member.value' failed to satisfy constraint:"
            + " Member must not be null",
        "&Tags.member.1.Key=&Tags.member.1.Value=|Value '' at 'tags.1.member.key' failed to satisfy"
            + " constraint: Member must have length greater than or equal to 1; Value '' at"
            + " 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
        "&Tags.member.1.Key=a&Tags.member.1.Value=%2A|Value '*' at 'tags.1.member.value' failed to"
            + " satisfy constraint: Member must satisfy regular expression pattern:"
            + " [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
        "&TransitiveTagKeys.member.2=a|Value null at 'transitiveTagKeys.1.member' failed to satisfy"
            + " constraint: Member must not be null",
        "&Policy=|Value '' at 'policy' failed to satisfy constraint: Member must have length"
            + " greater than or equal to 1; Value '' at 'policy' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern:"
            + " [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
        "&ExternalId=a%20b|Value 'a b' at 'externalId' failed to satisfy constraint: Member must"
            + " satisfy regular expression pattern: [\\w+=,.@:\\/-]*",
        "&ExternalId=x|Value 'x' at 'externalId' failed to satisfy constraint: Member must have"
            + " length greater than or equal to 2",
        "&SourceIdentity=aws:x|Value 'aws:x' at 'sourceIdentity' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern: [\\w+=,.@-]*",
        "&SerialNumber=short|Value 'short' at 'serialNumber' failed to satisfy constraint: Member"
            + " must have length greater than or equal to 9",
        "&TokenCode=1234567|Value at 'tokenCode' failed to satisfy constraint: Member must have"
            + " length less than or equal to 6",
        "&DurationSeconds=899|Value '899' at 'durationSeconds' failed to satisfy constraint: Member"
            + " must have value greater than or equal to 900",
      })
  void checksEachParameter(String more, String message) {
    assertThatThrownBy(() -> read(RIGHT + more))
        .isInstanceOfSatisfying(
            QueryException.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo("ValidationError");
              assertThat(refused.error().message())
                  .matches("[12] validation errors? detected: .*")
                  .endsWith(message);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111111111111",
        "not-an-arn-of-any-sort-at-all",
        "arn:aws:iam::111111111111:role/x:y"
      })
  void saysOfAnArnThatItIsInvalid(String arn) {
    assertThatThrownBy(() -> read("RoleSessionName=test&RoleArn=" + arn))
        .isInstanceOfSatisfying(
            QueryException.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo("ValidationError");
              assertThat(refused.error().message()).isEqualTo(arn + " is invalid");
            });
  }

  @Test
  void takesFiftyTagsAtMost() throws Exception {
    StringBuilder tags = new StringBuilder(RIGHT);
    for (int i = 1; i <= 50; i++) {
      tags.append("&Tags.member.%d.Key=k%d&Tags.member.%d.Value=v".formatted(i, i, i));
    }
    assertThat(read(tags.toString()).tags()).hasSize(50);
    tags.append("&Tags.member.51.Key=k51&Tags.member.51.Value=v");
    assertThatThrownBy(() -> read(tags.toString()))
        .isInstanceOfSatisfying(
            QueryException.class,
            refused ->
                assertThat(refused.error().message())
                    .isEqualTo(
                        "1 validation error detected: Value at 'tags' failed to satisfy"
                            + " constraint: Member must have length less than or equal to 50"));
  }

  @Test
  void refusesContextsThatWouldBeLost() {
    assertThatThrownBy(() ->
            read(
                RIGHT
                    + "&ProvidedContexts.member.1.ProviderArn=arn:aws:iam::aws:contextProvider/x"
                    + "&ProvidedContexts.member.1.ContextAssertion=abcd"))
        .isInstanceOfSatisfying(
            QueryException.class,
            refused -> assertThat(refused.error().code()).isEqualTo("InvalidParameterValue"));
  }

  private static AssumeRoleRequest read(String query) throws QueryException {
    return AssumeRoleParameters.read(Parameters.of(Calls.get(query)));
  }
}
