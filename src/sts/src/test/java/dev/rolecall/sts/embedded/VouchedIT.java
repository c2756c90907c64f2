package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.AGENT;
import static dev.rolecall.sts.embedded.EmbeddedSts.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VouchedIT {
  private static final String NODE = "{\"way\":\"node\"}";

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
  void givesAPodOfTheNodeItsRoleWithAttestedTags() throws Exception {
    HttpResponse<String> answer = ask(sts.agent(), "imds", "web-0");
    JsonObject body = (JsonObject) Json.parse(answer.body());

    assertThat(Answers.credentials(answer).accessKeyId()).startsWith("ASIA");
    assertThat(Answers.text(body, "roleArn")).isEqualTo("arn:aws:iam::444444444444:role/Web");
    assertThat(Answers.text(body, "audience")).isEqualTo(CREDENTIALS);
    assertThat(Answers.text(member(body, "assumedRoleUser"), "arn"))
        .matches(".*:assumed-role/Web/imds-rolecall-web-0-[0-9a-f-]{36}");
    assertThat(event(Answers.credentials(answer).accessKeyId()))
        .contains(
            "\"AssumeRoleForConnection\"",
            "\"kubernetes-pod-name\":\"web-0\"",
            "\"agent\":\"rolecall-system/rolecall-agent");
  }

  @Test
  void sendsTheShapeThatTheStreamTells() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient();
        AgentStream stream = AgentStream.open(client, sts.uri(), sts.agent())) {
      String shape = Answers.text(AgentStream.pod(stream.until("synced"), "web-0"), "shape");

      assertThat(ask(sts.agent(), "imds", "web-0").body()).contains("\"shape\":\"" + shape + "\"");
      assertThat(
              sts.podIdentity(
                      sts.agent(), sts.cluster.podToken("hooli", "web", "web-0", CREDENTIALS))
                  .body())
          .contains("\"shape\":\"" + shape + "\"");
    }
  }

  @Test
  void eachWayNeedsTrustInItsOwnService() throws Exception {
    assertThat(ask(sts.agent(), "ecs", "batch-0").body())
        .contains("role/Batch\"", "\"audience\":\"ecs-tasks.amazonaws.com\"");
    assertError(ask(sts.agent(), "imds", "batch-0"), 400, "AccessDeniedException");
    assertError(ask(sts.agent(), "ecs", "web-0"), 400, "AccessDeniedException");
  }

  /** The role of acme's pod trusts the service, and its account opens no such way. */
  @Test
  void refusesAWayThatTheAccountDoesNotOpen() throws Exception {
    assertError(ask(sts.agent(), "imds", "acme", "reporter-0"), 400, "AccessDeniedException");
    assertError(ask(sts.agent(), "ecs", "acme", "reporter-0"), 400, "AccessDeniedException");
    assertError(ask(sts.agent(), "imds", "platform", "store-0"), 400, "AccessDeniedException");
  }

  @Test
  void agentOfOneNodeGetsNothingForAPodOfAnother() throws Exception {
    assertError(ask(sts.agent(), "imds", "far-web-0"), 400, "AccessDeniedException");
    assertError(ask(elsewhere(), "imds", "web-0"), 400, "AccessDeniedException");
    assertThat(ask(elsewhere(), "imds", "far-web-0").statusCode()).isEqualTo(200);
  }

  /** No address tells such a pod from its node, so its token alone speaks for it. */
  @Test
  void podOnTheHostsNetworkGetsNothingWithoutATokenNorWithOneUnlessItsAccountLetsIt()
      throws Exception {
    String token = sts.cluster.podToken("hooli", "web", "host-0", CREDENTIALS);
    String own = sts.cluster.podToken("hooli", "web", "host-0", AGENT);

    assertError(ask(sts.agent(), "imds", "host-0"), 400, "AccessDeniedException");
    assertError(sts.podIdentity(sts.agent(), token), 400, "AccessDeniedException");
    assertThat(sts.podIdentity(own, token).statusCode()).isEqualTo(200);
  }

  @Test
  void nodesProcessesGetTheRoleOfTheInstanceProfile() throws Exception {
    HttpResponse<String> answer = post(sts.agent(), NODE);
    JsonObject body = (JsonObject) Json.parse(answer.body());

    assertThat(Answers.text(body, "roleArn")).isEqualTo("arn:aws:iam::444444444444:role/Worker");
    assertThat(Answers.text(member(body, "assumedRoleUser"), "arn"))
        .isEqualTo("arn:aws:sts::444444444444:assumed-role/Worker/embedded");
    assertThat(body.get("subject")).isEmpty();
    assertThat(event(Answers.credentials(answer).accessKeyId()))
        .contains(
            "\"AssumeRoleForNode\"", "\"ec2.amazonaws.com\"", "\"instanceProfile\":\"workers\"");
  }

  @Test
  void nodeWithoutAnInstanceProfileGetsNothing() throws Exception {
    assertError(post(elsewhere(), NODE), 400, "AccessDeniedException");
  }

  @Test
  void refusesWhoeverIsNoAgentOfANode() throws Exception {
    String request = pod("imds", "hooli", "web-0", TestIssuer.podUid("hooli", "web-0"));
    String ofPod = sts.cluster.podToken("hooli", "web", "web-0", AGENT);
    String unbound = sts.cluster.unboundToken("rolecall-system", "rolecall-agent", AGENT);

    assertError(sts.post("/agent/credentials", request), 403, "UnrecognizedClientException");
    for (String token : List.of("garbled", ofPod, unbound)) {
      assertError(post(token, request), 403, "UnrecognizedClientException");
      assertError(post(token, NODE), 403, "UnrecognizedClientException");
    }
    for (String audience : List.of(CREDENTIALS, EmbeddedSts.WEB, EmbeddedSts.AUTHORIZE)) {
      String wrong =
          sts.cluster.podToken("rolecall-system", "rolecall-agent", "rolecall-agent", audience);
      assertError(post(wrong, request), 403, "UnrecognizedClientException");
    }
  }

  @Test
  void podIsTheOneOfItsUidAndName() throws Exception {
    String uid = TestIssuer.podUid("hooli", "web-0");

    assertError(
        post(sts.agent(), pod("imds", "hooli", "batch-0", uid)), 400, "AccessDeniedException");
    assertError(post(sts.agent(), pod("imds", "acme", "web-0", uid)), 400, "AccessDeniedException");
    assertError(ask(sts.agent(), "imds", "acme", "done-0"), 400, "AccessDeniedException");
    assertError(ask(sts.agent(), "imds", "never-0"), 503, "ServiceUnavailableException");
  }

  @Test
  void refusesWhatIsNoRequest() throws Exception {
    for (String body :
        List.of(
            "",
            "[]",
            "{}",
            "{\"way\":\"eks\"}",
            "{\"way\":\"imds\"}",
            "{\"way\":\"imds\",\"pod\":{\"namespace\":\"hooli\",\"name\":\"web-0\"}}",
            pod("token", "hooli", "web-0", "x"))) {
      assertError(post(sts.agent(), body), 400, "InvalidParameterException");
    }
  }

  private static HttpResponse<String> ask(String agent, String way, String name) throws Exception {
    return ask(agent, way, "hooli", name);
  }

  private static HttpResponse<String> ask(String agent, String way, String namespace, String name)
      throws Exception {
    return post(agent, pod(way, namespace, name, TestIssuer.podUid(namespace, name)));
  }

  private static HttpResponse<String> post(String agent, String body) throws Exception {
    return sts.post("/agent/credentials", body, "Authorization", "Bearer " + agent);
  }

  private static String pod(String way, String namespace, String name, String uid) {
    return "{\"way\":\"%s\",\"pod\":{\"namespace\":\"%s\",\"name\":\"%s\",\"uid\":\"%s\"}}"
        .formatted(way, namespace, name, uid);
  }

  private static String elsewhere() {
    return sts.cluster.podToken("rolecall-system", "rolecall-agent", "agent-elsewhere", AGENT);
  }

  private static String event(String accessKeyId) {
    return Awaitility.await()
        .until(
            () ->
                sts.audit()
                    .lines()
                    .filter(line -> line.contains(accessKeyId))
                    .findFirst()
                    .orElse(""),
            line -> !line.isEmpty());
  }

  private static JsonObject member(JsonObject object, String name) {
    return (JsonObject) object.get(name).orElseThrow();
  }

  private static void assertError(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.headers().firstValue("x-amzn-errortype").orElse("")).isEqualTo(type);
    assertThat(answer.statusCode()).isEqualTo(status);
  }
}
