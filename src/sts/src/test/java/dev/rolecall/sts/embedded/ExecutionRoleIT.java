package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.CREDENTIALS;
import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Each way on which a pod could get the execution role of its task. The role itself trusts all of
 * them, and another pod of the same service account gets it.
 */
class ExecutionRoleIT {
  private static final String NAMESPACE = "umbrella";
  private static final String EXECUTION = "arn:aws:iam::555555555555:role/Execution";

  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "imds"})
  void isNotHadByAConnection(String way) throws Exception {
    assertThat(vouched(way, "free").statusCode()).isEqualTo(200);

    HttpResponse<String> refused = vouched(way, "task-greedy");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).doesNotContain("ccessKeyId");
  }

  @Test
  void isNotHadByContainerCredentials() throws Exception {
    assertThat(sts.podIdentity(sts.agent(), token("free", CREDENTIALS)).statusCode())
        .isEqualTo(200);

    assertThat(sts.podIdentity(sts.agent(), token("task-greedy", CREDENTIALS)).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"task-run", "task-greedy"})
  void isNotHadByWebIdentity(String pod) throws Exception {
    assertThat(sts.assume(EXECUTION, token("free", WEB)).statusCode()).isEqualTo(200);

    HttpResponse<String> refused = sts.assume(EXECUTION, token(pod, WEB));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).doesNotContain("AccessKeyId");
  }

  @Test
  void isNotHadByAChain() throws Exception {
    String worn =
        Chain.assume(sts, session("chained"), EXECUTION, call -> {}).assumedRoleUser().arn();
    assertThat(worn).endsWith(":assumed-role/Execution/chained");
    AwsSessionCredentials task = session("task-run");
    assertThat(Chain.whoami(sts, task)).contains(":assumed-role/App/");

    assertThatThrownBy(() -> Chain.assume(sts, task, EXECUTION, call -> {}))
        .isInstanceOfSatisfying(
            StsException.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
  }

  private static AwsSessionCredentials session(String pod) throws Exception {
    JsonObject body = (JsonObject) Json.parse(vouched("ecs", pod).body());
    JsonObject credentials = (JsonObject) body.get("credentials").orElseThrow();
    return AwsSessionCredentials.create(
        Answers.text(credentials, "accessKeyId"),
        Answers.text(credentials, "secretAccessKey"),
        Answers.text(credentials, "sessionToken"));
  }

  private static HttpResponse<String> vouched(String way, String pod) throws Exception {
    return sts.post(
        "/agent/credentials",
        "{\"way\":\"%s\",\"pod\":{\"namespace\":\"%s\",\"name\":\"%s\",\"uid\":\"%s\"}}"
            .formatted(way, NAMESPACE, pod, TestIssuer.podUid(NAMESPACE, pod)),
        "Authorization",
        "Bearer " + sts.agent());
  }

  private static String token(String pod, String audience) {
    return sts.cluster.podToken(NAMESPACE, "default", pod, audience);
  }
}
