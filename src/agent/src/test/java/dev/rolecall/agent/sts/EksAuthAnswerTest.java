package dev.rolecall.agent.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.Samples;
import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.credentials.CredentialAnswer.Granted;
import dev.rolecall.agent.credentials.CredentialAnswer.Refused;
import dev.rolecall.agent.credentials.CredentialAnswer.Unavailable;
import dev.rolecall.identity.RoleArn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EksAuthAnswerTest {
  private static final Instant EXPIRATION = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void writesCredentialsAsTheSdksReadThem() {
    CredentialAnswer answer = EksAuthAnswer.read(200, "", Samples.eksAuthAnswer(EXPIRATION));

    assertThat(answer).isInstanceOf(Granted.class);
    assertThat(
            new String(
                ((Granted) answer).credentials().jsonAs(byte[]::clone), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"AccessKeyId":"ASIAQWERTYUIOPASDFGH",\
            "SecretAccessKey":"the-secret-access-key",\
            "Token":"the-session-token",\
            "AccountId":"111111111111",\
            "Expiration":"2026-03-01T12:00:00Z"}\
            """);
  }

  @Test
  void saysWhoseTheyAreWhereStsDoes() {
    String told =
        Samples.eksAuthAnswer(EXPIRATION)
            .replaceFirst("\\{", "{\"roleArn\":\"arn:aws:iam::111111111111:role/a/Reader\",");

    assertThat(((Granted) EksAuthAnswer.read(200, "", told)).credentials().role())
        .contains(RoleArn.parse("arn:aws:iam::111111111111:role/a/Reader").orElseThrow());
    assertThat(EksAuthAnswer.read(200, "", told.replace(":role/", ":user/")))
        .isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"credentials\":{}}",
        "{\"credentials\":{\"accessKeyId\":\"AKIA\",\"secretAccessKey\":\"s\","
            + "\"sessionToken\":\"t\",\"expiration\":1},\"assumedRoleUser\":{\"arn\":\"x\"}}"
      })
  void isUnavailableWhereAYesCannotBeRead(String body) {
    assertThat(EksAuthAnswer.read(200, "", body)).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400, AccessDeniedException, '{\"message\":\"no\"}', AccessDeniedException, no",
    "400, 'AccessDeniedException:http://internal/', '{\"message\":\"no\"}', AccessDeniedException, no",
    "404, '', '{\"__type\":\"a.b#ResourceNotFoundException\",\"message\":\"no\"}',"
        + " ResourceNotFoundException, no",
    "403, '', '<html>', InvalidRequestException, no reason given",
  })
  void handsOnWhyStsRefuses(int status, String type, String body, String code, String message) {
    assertThat(EksAuthAnswer.read(status, type, body))
        .isEqualTo(new Refused(status, code, message));
  }

  @Test
  void doesNotTakeANoToTheAgentForANoToThePod() {
    assertThat(EksAuthAnswer.read(403, "UnrecognizedClientException", "{\"message\":\"no\"}"))
        .isEqualTo(new Unavailable("sts does not accept the agent itself: no"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 408, 429, 500, 502, 503})
  void takesEverythingElseForAPassingTrouble(int status) {
    assertThat(EksAuthAnswer.read(status, "AnyException", "{}")).isInstanceOf(Unavailable.class);
  }
}
