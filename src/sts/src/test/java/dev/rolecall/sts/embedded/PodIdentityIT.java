package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.AGENT;
import static dev.rolecall.sts.embedded.EmbeddedSts.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodIdentityIT {
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
  void answersInEksAuthsWords() throws Exception {
    HttpResponse<String> answer = sts.podIdentity(sts.agent(), sts.reporter(CREDENTIALS));
    JsonObject body = (JsonObject) Json.parse(answer.body());
    JsonObject user = (JsonObject) body.get("assumedRoleUser").orElseThrow();
    JsonObject credentials = (JsonObject) body.get("credentials").orElseThrow();
    JsonObject association = (JsonObject) body.get("podIdentityAssociation").orElseThrow();

    assertThat(Answers.text(body, "audience")).isEqualTo(CREDENTIALS);
    assertThat(Json.write(body.get("subject").orElseThrow()))
        .contains("\"namespace\":\"acme\"", "\"serviceAccount\":\"reporter\"");
    assertThat(Answers.text(user, "assumeRoleId")).startsWith("AROA");
    assertThat(Answers.text(user, "arn"))
        .matches(".*:assumed-role/Reports/eks-rolecall-reporter-0-[0-9a-f-]{36}");
    assertThat(Answers.text(association, "associationArn"))
        .isEqualTo(
            "arn:aws:eks:us-east-1:111111111111:podidentityassociation/rolecall/"
                + Answers.text(association, "associationId"));
    JsonNumber expiration = (JsonNumber) credentials.get("expiration").orElseThrow();
    assertThat(expiration.value().longValueExact())
        .isBetween(Instant.now().getEpochSecond() + 7100, Instant.now().getEpochSecond() + 7200);
  }

  @Test
  void attestsSixTagsThatGoAlongAChain() throws Exception {
    HttpResponse<String> answer = sts.podIdentity(sts.agent(), sts.reporter(CREDENTIALS));
    String keyId =
        Answers.text(member((JsonObject) Json.parse(answer.body()), "credentials"), "accessKeyId");
    String event =
        Awaitility.await()
            .until(
                () ->
                    sts.audit().lines().filter(line -> line.contains(keyId)).findFirst().orElse(""),
                line -> !line.isEmpty());
    JsonObject rolecall =
        member(member((JsonObject) Json.parse(event), "additionalEventData"), "rolecall");
    JsonObject tags = member(rolecall, "sessionTags");

    assertThat(Json.write(rolecall.get("transitiveTagKeys").orElseThrow()).split(","))
        .hasSize(6)
        .allMatch(key ->
            key.matches(
                "\\[?\"(eks-cluster-(arn|name)|kubernetes-(namespace|service-account|pod-(name|uid)))\"]?"));
    assertThat(Answers.text(tags, "eks-cluster-arn"))
        .isEqualTo("arn:aws:eks:us-east-1:111111111111:cluster/rolecall");
    assertThat(Answers.text(tags, "eks-cluster-name")).isEqualTo("rolecall");
    assertThat(Answers.text(tags, "kubernetes-namespace")).isEqualTo("acme");
    assertThat(Answers.text(tags, "kubernetes-service-account")).isEqualTo("reporter");
    assertThat(Answers.text(tags, "kubernetes-pod-name")).isEqualTo("reporter-0");
    assertThat(Answers.text(tags, "kubernetes-pod-uid")).isNotEmpty();
  }

  private static JsonObject member(JsonObject object, String name) {
    return (JsonObject) object.get(name).orElseThrow();
  }

  @Test
  void refusesAskersThatAreNoAgents() throws Exception {
    String token = sts.reporter(CREDENTIALS);

    assertError(
        sts.post("/clusters/rolecall/assume-role-for-pod-identity", "{\"token\":\"x\"}"),
        403,
        "UnrecognizedClientException");
    assertError(sts.podIdentity("garbled", token), 403, "UnrecognizedClientException");
    for (String audience : List.of(CREDENTIALS, EmbeddedSts.WEB, EmbeddedSts.AUTHORIZE)) {
      String wrong =
          sts.cluster.podToken("rolecall-system", "rolecall-agent", "rolecall-agent", audience);
      assertError(sts.podIdentity(wrong, token), 403, "UnrecognizedClientException");
    }
    assertError(
        sts.podIdentity(
            sts.cluster.unboundToken("rolecall-system", "rolecall-agent", AGENT), token),
        403,
        "UnrecognizedClientException");
  }

  @Test
  void refusesTokensOfOtherWays() throws Exception {
    for (String audience : List.of(EmbeddedSts.WEB, AGENT, EmbeddedSts.AUTHORIZE)) {
      assertError(
          sts.podIdentity(sts.agent(), sts.reporter(audience)), 400, "InvalidTokenException");
    }
  }

  @Test
  void givesASidecarItsOwnPodsCredentialsOnly() throws Exception {
    String own = sts.cluster.podToken("acme", "reporter", "reporter-0", AGENT);
    String sibling = sts.cluster.podToken("acme", "reporter", "far-0", AGENT);
    String intruder = sts.cluster.podToken("globex", "intruder", "intruder-0", AGENT);
    String token = sts.reporter(CREDENTIALS);

    assertThat(sts.podIdentity(own, token).statusCode()).isEqualTo(200);
    assertError(sts.podIdentity(sibling, token), 400, "AccessDeniedException");
    assertError(sts.podIdentity(intruder, token), 400, "AccessDeniedException");
  }

  @Test
  void refusesTheAgentOfAnotherNode() throws Exception {
    String far = sts.cluster.podToken("acme", "reporter", "far-0", CREDENTIALS);

    assertError(sts.podIdentity(sts.agent(), far), 400, "AccessDeniedException");
  }

  @Test
  void refusesARoleOfAnotherTenant() throws Exception {
    String intruder = sts.cluster.podToken("globex", "intruder", "intruder-0", CREDENTIALS);

    assertError(sts.podIdentity(sts.agent(), intruder), 400, "AccessDeniedException");
  }

  @Test
  void refusesPodsThatHaveNoRoleOrNoLife() throws Exception {
    String idle = sts.cluster.podToken("acme", "idle", "idle-0", CREDENTIALS);
    String done = sts.cluster.podToken("acme", "reporter", "done-0", CREDENTIALS);

    assertError(sts.podIdentity(sts.agent(), idle), 400, "AccessDeniedException");
    assertError(sts.podIdentity(sts.agent(), done), 400, "AccessDeniedException");
  }

  @Test
  void asksToTryAgainForAPodThatIsNotKnownYet() throws Exception {
    String fresh = sts.cluster.podToken("acme", "reporter", "new-0", CREDENTIALS);
    String old =
        sts.cluster.podToken(
            "acme",
            "reporter",
            "gone-0",
            CREDENTIALS,
            claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(120))));

    assertError(sts.podIdentity(sts.agent(), fresh), 503, "ServiceUnavailableException");
    assertError(sts.podIdentity(sts.agent(), old), 400, "AccessDeniedException");
  }

  @Test
  void refusesExpiredTokens() throws Exception {
    String expired =
        sts.cluster.podToken(
            "acme",
            "reporter",
            "reporter-0",
            CREDENTIALS,
            claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(60))));

    assertError(sts.podIdentity(sts.agent(), expired), 400, "ExpiredTokenException");
  }

  @Test
  void refusesWhatIsNoRequest() throws Exception {
    String[] authorization = {"Authorization", "Bearer " + sts.agent()};
    String path = "/clusters/rolecall/assume-role-for-pod-identity";

    assertError(sts.post(path, "{", authorization), 400, "InvalidParameterException");
    assertError(sts.post(path, "[]", authorization), 400, "InvalidParameterException");
    assertError(sts.post(path, "{\"token\":1}", authorization), 400, "InvalidParameterException");
    assertError(
        sts.post(path, " ".repeat(70_000), authorization), 400, "InvalidParameterException");
    assertError(
        sts.post("/clusters/other/assume-role-for-pod-identity", "{}", authorization),
        404,
        "ResourceNotFoundException");
  }

  private static void assertError(HttpResponse<String> answer, int status, String code)
      throws Exception {
    assertThat(answer.headers().firstValue("x-amzn-errortype")).as(answer.body()).contains(code);
    assertThat(answer.statusCode()).isEqualTo(status);
    JsonObject body = (JsonObject) Json.parse(answer.body());
    assertThat(Answers.text(body, "message")).isNotEmpty();
  }
}
