package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An association that goes on to a role of another account, over the wire. */
class TargetRoleIT {
  private static final String NEAR = "arn:aws:iam::777777777777:role/near";
  private static final String FAR = "arn:aws:iam::888888888888:role/Far";

  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void everyWayThatAgentsAskGivesASessionOfTheTarget() throws Exception {
    for (HttpResponse<String> answer :
        List.of(
            sts.podIdentity(sts.agent(), token(CREDENTIALS)), vouched("imds"), vouched("ecs"))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonObject body = (JsonObject) Json.parse(answer.body());
      JsonObject user = (JsonObject) body.get("assumedRoleUser").orElseThrow();

      assertThat(Answers.text(body, "roleArn")).isEqualTo(FAR);
      assertThat(Answers.text(body, "sourceRoleArn")).isEqualTo(NEAR);
      assertThat(Answers.text(user, "arn"))
          .matches("arn:aws:sts::888888888888:assumed-role/Far/(eks|imds|ecs)-rolecall-clerk-0-.*");
      assertThat(expiration(body)).isLessThanOrEqualTo(Instant.now().getEpochSecond() + 3600);
    }
  }

  @Test
  void isAuditedWithTheRoleThatWentOn() throws Exception {
    HttpResponse<String> answer = sts.podIdentity(sts.agent(), token(CREDENTIALS));
    String keyId = Answers.credentials(answer).accessKeyId();
    String event =
        Awaitility.await()
            .until(
                () ->
                    sts.audit().lines().filter(line -> line.contains(keyId)).findFirst().orElse(""),
                line -> !line.isEmpty());

    assertThat(event)
        .contains(
            "\"sourceRole\":\"" + NEAR + "\"",
            "\"desk\":\"777777777777/rolecall/clerk-0\"",
            "role named by association clerks");
  }

  /** A web identity names its role itself, and there is nobody who could go on for it. */
  @Test
  void webIdentityGetsNeitherTheRoleThatGoesOnNorTheTarget() throws Exception {
    for (String role : List.of(NEAR, NEAR.replace("near", "NEAR"), FAR)) {
      HttpResponse<String> answer = sts.assume(role, token(EmbeddedSts.WEB));

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
    }
    Awaitility.await().until(() -> sts.audit().contains("which only container credentials do"));
  }

  private static String token(String audience) {
    return sts.cluster.podToken("pendant", "clerk", "clerk-0", audience);
  }

  private static HttpResponse<String> vouched(String way) throws Exception {
    return sts.post(
        "/agent/credentials",
        "{\"way\":\"%s\",\"pod\":{\"namespace\":\"pendant\",\"name\":\"clerk-0\",\"uid\":\"%s\"}}"
            .formatted(way, TestIssuer.podUid("pendant", "clerk-0")),
        "Authorization",
        "Bearer " + sts.agent());
  }

  private static long expiration(JsonObject body) {
    JsonObject credentials = (JsonObject) body.get("credentials").orElseThrow();
    return ((JsonNumber) credentials.get("expiration").orElseThrow()).value().longValueExact();
  }
}
