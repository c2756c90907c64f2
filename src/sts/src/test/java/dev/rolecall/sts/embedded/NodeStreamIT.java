package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The one that starts sts anew comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeStreamIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
  }

  @AfterAll
  static void stop() {
    sts.close();
    CLIENT.close();
  }

  @Test
  void tellsTheNodeTheIssuerAndEachPod() throws Exception {
    try (AgentStream stream = open(sts.agent())) {
      List<JsonObject> whole = stream.until("synced");

      assertThat(Json.write(whole.getFirst()))
          .isEqualTo(
              "{\"type\":\"node\",\"node\":{\"name\":\"embedded\",\"uid\":\""
                  + Answers.text(member(whole.getFirst(), "node"), "uid")
                  + "\",\"cluster\":\"rolecall\",\"region\":\"us-east-1\",\"zone\":\"us-east-1a\","
                  + "\"instanceType\":\"m5.large\",\"architecture\":\"amd64\","
                  + "\"profileRole\":\"arn:aws:iam::444444444444:role/Worker\"}}");
      assertThat(Answers.text(whole.get(1), "issuer")).isEqualTo(EmbeddedSts.CLUSTER_ISSUER);
      assertThat(Json.write(whole.get(1).get("keys").orElseThrow()))
          .startsWith("{\"keys\":[{")
          .doesNotContain("\"d\":");
      assertThat(Json.write(AgentStream.pod(whole, "web-0")))
          .contains(
              "\"namespace\":\"hooli\",\"name\":\"web-0\",\"uid\":\""
                  + TestIssuer.podUid("hooli", "web-0")
                  + "\",\"serviceAccount\":\"web\",\"account\":\"444444444444\","
                  + "\"addresses\":[\"10.88.0.5\",\"fd00::5\"],\"hostNetwork\":false",
              "\"imds\":true",
              "\"ecs\":true",
              "\"credentialsId\":\"0123456789abcdef0123456789abcdef\",\"labels\":{\"app\":\"web\"},"
                  + "\"started\":\"2026-01-31T12:00:00Z\",\"containers\":[{\"name\":\"main\","
                  + "\"image\":\"web:1\",\"imageId\":\"sha256:feed\",\"id\":\"c0ffee\","
                  + "\"started\":\"2026-01-31T12:00:01Z\",\"restarts\":2,\"cpuLimit\":0.5,"
                  + "\"memoryLimit\":67108864}]");
      assertThat(Answers.text(AgentStream.pod(whole, "web-0"), "shape")).hasSize(22);
    }
  }

  @Test
  void tellsOfItsOwnNodeAlone() throws Exception {
    try (AgentStream stream = open(sts.agent());
        AgentStream far = open(elsewhere())) {
      assertThat(AgentStream.pods(stream.until("synced")))
          .contains("web-0", "reporter-0", "rolecall-agent")
          .doesNotContain("far-web-0", "far-0", "agent-elsewhere");
      assertThat(AgentStream.pods(far.until("synced")))
          .containsExactlyInAnyOrder("far-web-0", "far-0", "agent-elsewhere");
    }
  }

  @Test
  void doesNotTellOfPodsThatHaveFinished() throws Exception {
    try (AgentStream stream = open(sts.agent())) {
      assertThat(AgentStream.pods(stream.until("synced"))).doesNotContain("done-0");
    }
  }

  @Test
  void hasNoAddressesForAPodOnTheHostsNetwork() throws Exception {
    try (AgentStream stream = open(sts.agent())) {
      assertThat(Json.write(AgentStream.pod(stream.until("synced"), "host-0")))
          .contains("\"addresses\":[],\"hostNetwork\":true");
    }
  }

  @Test
  void allowsNothingThatTheAccountDoesNotOpen() throws Exception {
    try (AgentStream stream = open(sts.agent())) {
      List<JsonObject> whole = stream.until("synced");
      for (String pod : List.of("reporter-0", "store-0")) {
        assertThat(Json.write(AgentStream.pod(whole, pod)))
            .contains("\"imds\":false", "\"ecs\":false")
            .doesNotContain("true");
      }
    }
  }

  /** Labels, annotations and images are what a pod's author likes. */
  @Test
  void keepsWhatAPodsAuthorWroteWithinThePodsLine() throws Exception {
    try (AgentStream stream = open(sts.agent())) {
      List<JsonObject> whole = stream.until("synced");

      assertThat(AgentStream.pods(whole)).contains("web-0", "hostile-0", "batch-0", "store-0");
      assertThat(whole).noneMatch(line -> AgentStream.type(line).equals("gone"));
      JsonObject hostile = AgentStream.pod(whole, "hostile-0");
      assertThat(Answers.text(member(hostile, "labels"), "app"))
          .isEqualTo("x\n{\"type\":\"gone\",\"uid\":\"victim\"}\n");
      assertThat(hostile.get("credentialsId")).isEmpty();
    }
  }

  @Test
  void refusesWhoeverIsNoAgentOfANode() throws Exception {
    String ofPod = sts.cluster.podToken("hooli", "web", "web-0", AGENT);
    String ofNobody = sts.cluster.unboundToken("rolecall-system", "rolecall-agent", AGENT);
    String ofDead =
        sts.cluster.podToken(
            "rolecall-system",
            "rolecall-agent",
            "gone-0",
            AGENT,
            claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(120))));

    assertRefused(sts.get("/agent/stream"));
    for (String token : List.of("garbled", ofPod, ofNobody, ofDead)) {
      assertRefused(sts.get("/agent/stream", "Authorization", "Bearer " + token));
    }
    for (String audience :
        List.of(EmbeddedSts.CREDENTIALS, EmbeddedSts.WEB, EmbeddedSts.AUTHORIZE)) {
      String wrong =
          sts.cluster.podToken("rolecall-system", "rolecall-agent", "rolecall-agent", audience);
      assertRefused(sts.get("/agent/stream", "Authorization", "Bearer " + wrong));
    }
  }

  @Test
  void recordsWhoListensAndWhoMayNot() throws Exception {
    open(sts.agent()).close();
    assertRefused(
        sts.get(
            "/agent/stream",
            "Authorization",
            "Bearer " + sts.cluster.podToken("hooli", "batch", "batch-0", AGENT)));

    Awaitility.await()
        .untilAsserted(() -> {
          List<String> events =
              sts.audit().lines().filter(line -> line.contains("\"WatchNode\"")).toList();
          assertThat(events)
              .anyMatch(
                  line -> line.contains("\"Allow\"") && line.contains("\"node\":\"embedded\""))
              .anyMatch(line -> line.contains("batch-0") && line.contains("not the agent of a"));
        });
  }

  @Test
  void endsWithTheAgentsToken() throws Exception {
    String brief =
        sts.cluster.podToken(
            "rolecall-system",
            "rolecall-agent",
            "rolecall-agent",
            AGENT,
            claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(3))));

    try (AgentStream stream = open(brief)) {
      stream.until("synced");
      assertThat(stream.next()).isNull();
    }
  }

  @Test
  void endsTheAgentsFirstStreamWhenItOpensAnother() throws Exception {
    try (AgentStream first = open(sts.agent())) {
      first.until("synced");
      try (AgentStream second = open(sts.agent());
          AgentStream far = open(elsewhere())) {
        first.untilEnd();
        assertThat(second.until("synced")).isNotEmpty();
        assertThat(far.until("synced")).isNotEmpty();
      }
    }
  }

  @Test
  void saysThatItIsAlive() throws Exception {
    try (AgentStream stream = open(sts.agent())) {
      stream.until("synced");
      assertThat(stream.until("alive")).hasSize(1);
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void tellsOtherShapesAfterARestartWhereTheRoleIsAnotherAndWhoIsGoneByTime() throws Exception {
    List<JsonObject> before;
    try (AgentStream stream = open(sts.agent())) {
      before = stream.until("synced");
      sts.restartWith(
          "hooli.yaml", "roleName: Web\n", "roleName: Web\n  maxSessionDuration: 7200\n");
      stream.untilEnd();
    }
    Instant deletion = Instant.now().minusSeconds(50).truncatedTo(ChronoUnit.SECONDS);
    sts.restartWith("hooli.yaml", "2999-01-01T00:00:00Z", deletion.toString());

    try (AgentStream stream = open(sts.agent())) {
      List<JsonObject> after = stream.until("synced");
      assertThat(shape(after, "web-0")).isNotEqualTo(shape(before, "web-0"));
      assertThat(shape(after, "batch-0")).isEqualTo(shape(before, "batch-0"));
      assertThat(AgentStream.pods(after)).contains("leaving-0");
      assertThat(Answers.text(stream.until("gone").getLast(), "uid"))
          .isEqualTo(TestIssuer.podUid("hooli", "leaving-0"));
      assertThat(Instant.now()).isAfterOrEqualTo(deletion.plusSeconds(60));
    }
  }

  private static String shape(List<JsonObject> lines, String pod) {
    return Answers.text(AgentStream.pod(lines, pod), "shape");
  }

  private static JsonObject member(JsonObject object, String name) {
    return (JsonObject) object.get(name).orElseThrow();
  }

  private static AgentStream open(String token) throws Exception {
    return AgentStream.open(CLIENT, sts.uri(), token);
  }

  private static String elsewhere() {
    return sts.cluster.podToken("rolecall-system", "rolecall-agent", "agent-elsewhere", AGENT);
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("x-amzn-errortype"))
        .contains("UnrecognizedClientException");
    assertThat(answer.statusCode()).isEqualTo(403);
  }
}
