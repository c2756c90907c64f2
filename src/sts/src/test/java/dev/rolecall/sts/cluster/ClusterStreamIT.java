package dev.rolecall.sts.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import dev.rolecall.sts.embedded.AgentStream;
import dev.rolecall.testkit.ApiServer;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an agent hears of a real API server's pods, over HTTP/2. */
@Timeout(120)
class ClusterStreamIT {
  private static final String NODE = "{\"way\":\"node\"}";
  private static final String NODE_1 =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node-1, labels: {node-restriction.kubernetes.io/pool: web}}
      """;

  private static ClusterSts cluster;
  private static ApiServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    cluster = ClusterSts.start(folder);
    server = cluster.server();
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void podsOfTheNodeComeChangeAndGo() throws Exception {
    try (AgentStream stream = open()) {
      JsonObject issuer = stream.until("synced").get(1);
      assertThat(Answers.text(issuer, "issuer")).startsWith("https://");
      assertThat(Json.write(issuer.get("keys").orElseThrow())).contains("\"kid\"");

      cluster.createPod("acme", "far", "reporter", "node-2");
      cluster.createPod("acme", "near", "reporter");
      JsonObject pod = hear(stream, line -> isPod(line, ""));
      assertThat(Answers.text(pod, "name")).isEqualTo("near");

      server.kubectl(
          "patch",
          "pod",
          "-n",
          "acme",
          "near",
          "--subresource=status",
          "--type=merge",
          "-p",
          "{\"status\":{\"phase\":\"Running\",\"podIP\":\"10.0.0.7\",\"podIPs\":[{\"ip\":\"10.0.0.7\"}]}}");
      hear(stream, line -> isPod(line, "\"addresses\":[\"10.0.0.7\"]"));

      server.kubectl("delete", "pod", "-n", "acme", "near", "--grace-period=0", "--force");
      assertThat(Answers.text(hear(stream, line -> is(line, "gone")), "uid"))
          .isEqualTo(Answers.text(pod, "uid"));
    }
  }

  @Test
  void roleThatChangesGivesItsPodsAnotherShape() throws Exception {
    cluster.createPod("acme", "shaped", "reporter");
    try (AgentStream stream = open()) {
      String before = Answers.text(hear(stream, line -> isPod(line, "\"shaped\"")), "shape");

      server.kubectl(
          "patch",
          "-n",
          "acme",
          "iamrole",
          "reports",
          "--type=merge",
          "-p",
          "{\"spec\":{\"maxSessionDuration\":7200}}");

      JsonObject after = hear(stream, line -> isPod(line, "\"shaped\""));
      assertThat(Answers.text(after, "shape")).isNotEqualTo(before);
    }
  }

  /** The agent asks anew where the shape is another than that of the credentials it has. */
  @Test
  void associationsThatComeAndGoReachRunningPods() throws Exception {
    create("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: rebound, namespace: acme}");
    cluster.createPod("acme", "rebound", "rebound");
    create(association("rebound", "role: reports"));
    awaitRole("reports");
    try (AgentStream stream = open()) {
      String first = shape(stream, "");
      create(association("rebound-more", "role: gone, priority: 1"));
      String second = shape(stream, first);
      awaitRefusal();

      server.kubectl("delete", "-n", "acme", "roleassociation", "rebound-more");
      assertThat(shape(stream, second)).isEqualTo(first);
      awaitRole("reports");

      create(association("rebound-tags", "tags: [{key: team, value: \"${kubernetes.podName}\"}]"));
      assertThat(shape(stream, first)).isNotEqualTo(second);
      awaitRole("reports");
    }
  }

  private static String association(String name, String fields) {
    return """
    apiVersion: rolecall.dev/v1alpha1
    kind: RoleAssociation
    metadata: {name: %s, namespace: acme}
    spec: {serviceAccounts: ["rebound*"], %s}
    """
        .formatted(name, fields);
  }

  /** The next shape of the pod that is not this one. */
  private static String shape(AgentStream stream, String before) throws Exception {
    while (true) {
      String shape =
          Answers.text(hear(stream, line -> isPod(line, "\"name\":\"rebound\"")), "shape");
      if (!shape.equals(before)) {
        return shape;
      }
    }
  }

  private static void awaitRole(String role) {
    await()
        .atMost(ClusterSts.LIMIT)
        .until(() -> askWithToken().body(), body -> body.contains("assumed-role/" + role + "/"));
  }

  private static void awaitRefusal() {
    await()
        .atMost(ClusterSts.LIMIT)
        .until(() -> askWithToken().body(), body -> body.contains("AccessDeniedException"));
  }

  private static HttpResponse<String> askWithToken() throws Exception {
    return cluster.podIdentity(
        cluster.agent(), cluster.token("acme", "rebound", "rebound", "pods.eks.amazonaws.com"));
  }

  @Test
  void accountThatOpensAWayGivesItsPodsCredentialsWithoutAToken() throws Exception {
    cluster.createPod("acme", "attested", "reporter");
    cluster.createPod("acme", "attested-far", "reporter", "node-2");
    String near = request("attested");
    await().atMost(ClusterSts.LIMIT).until(() -> ask(near), answer -> answer.statusCode() != 503);
    assertRefused(ask(near));
    try (AgentStream stream = open()) {
      hear(stream, line -> isPod(line, "\"attested\""));

      server.kubectl(
          "patch",
          "account",
          "acme",
          "--type=merge",
          "-p",
          "{\"spec\":{\"pods\":{\"imds\":true}}}");

      hear(stream, line -> isPod(line, "\"attested\"") && isPod(line, "\"imds\":true"));
      assertThat(Answers.credentials(ask(near)).accessKeyId()).startsWith("ASIA");
      assertRefused(ask(request("attested-far")));
    }
  }

  @Test
  void instanceProfileGivesTheNodeARole() throws Exception {
    try (AgentStream stream = open()) {
      assertRefused(
          await()
              .atMost(ClusterSts.LIMIT)
              .until(
                  () -> {
                    create(NODE_1);
                    return ask(NODE);
                  },
                  answer -> answer.statusCode() != 503));
      create(
          """
          apiVersion: rolecall.dev/v1alpha1
          kind: IAMRole
          metadata: {name: node, namespace: acme}
          spec:
            trustPolicy:
              Version: "2012-10-17"
              Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}
          """);
      create(
          """
          apiVersion: rolecall.dev/v1alpha1
          kind: InstanceProfile
          metadata: {name: web}
          spec:
            nodeSelector: {matchLabels: {node-restriction.kubernetes.io/pool: web}}
            role: arn:aws:iam::111111111111:role/node
          """);

      hear(stream, line -> is(line, "node") && Json.write(line).contains("role/node\""));
      assertThat(ask(NODE).body()).contains("assumed-role/node/node-1\"");
    }
  }

  private static void create(String yaml) {
    server.client().resource(yaml).serverSideApply();
  }

  private static AgentStream open() throws Exception {
    return AgentStream.open(cluster.client(), cluster.uri(), cluster.agent());
  }

  /** The next line that this is true of; of a pod, the pod. */
  private static JsonObject hear(AgentStream stream, Predicate<JsonObject> wanted)
      throws Exception {
    while (true) {
      JsonObject line = Objects.requireNonNull(stream.next(), "the stream ended");
      if (wanted.test(line)) {
        return is(line, "pod") ? (JsonObject) line.get("pod").orElseThrow() : line;
      }
    }
  }

  private static boolean isPod(JsonObject line, String text) {
    return is(line, "pod") && Json.write(line).contains(text);
  }

  private static boolean is(JsonObject line, String type) {
    return AgentStream.type(line).equals(type);
  }

  private static String request(String name) {
    Pod pod = server.client().pods().inNamespace("acme").withName(name).get();
    return "{\"way\":\"imds\",\"pod\":{\"namespace\":\"acme\",\"name\":\"%s\",\"uid\":\"%s\"}}"
        .formatted(name, Objects.requireNonNull(pod).getMetadata().getUid());
  }

  private static HttpResponse<String> ask(String body) throws Exception {
    return cluster.post("/agent/credentials", cluster.agent(), body);
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("x-amzn-errortype")).contains("AccessDeniedException");
    assertThat(answer.statusCode()).isEqualTo(400);
  }
}
