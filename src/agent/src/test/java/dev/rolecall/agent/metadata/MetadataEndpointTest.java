package dev.rolecall.agent.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.endpoint.EndpointAnswer;
import dev.rolecall.agent.endpoint.FakeNode;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.binding.TaskLabels;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataEndpointTest {
  private static final String OWN = FakeNode.credentialsId(1);

  @TempDir Path folder;
  private final FakeNode node = new FakeNode();
  private final NodePod pod = FakeNode.pod(1, FakeNode.ALL);
  private final Connection connection = node.connect(pod);

  private EndpointAnswer ask(String target) {
    return ask(target, pod);
  }

  private EndpointAnswer ask(String target, NodePod pod) {
    return new MetadataEndpoint(
            node.services(),
            new ContainerStats(folder, folder, MovableClock.at("2026-03-01T12:00:00Z")),
            Runnable::run,
            Runnable::run)
        .answer(FakeNode.request(connection, "GET", target), pod)
        .toCompletableFuture()
        .join();
  }

  private static String text(EndpointAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static List<String> names(JsonValue object) {
    return ((JsonObject) object).members().stream().map(JsonValue.Member::name).toList();
  }

  @Test
  void tellsOfTheContainerThatTheIdNames() {
    assertThat(text(ask("/v4/" + OWN + "-web-log")))
        .isEqualTo(
            """
            {"DockerId":"beef1","Name":"web-log",\
            "DockerName":"k8s_web-log_web-1_shop_00000001-aaaa-bbbb-cccc-dddddddddddd_2",\
            "Image":"registry.example/web-log:1",\
            "ImageID":"registry.example/web-log@sha256:ab",\
            "Labels":{"com.amazonaws.ecs.cluster":"rolecall",\
            "com.amazonaws.ecs.container-name":"web-log",\
            "com.amazonaws.ecs.task-arn":\
            "arn:aws:ecs:eu-west-1:111111111111:task/rolecall/00000001aaaabbbbccccdddddddddddd",\
            "com.amazonaws.ecs.task-definition-family":"shop-web",\
            "com.amazonaws.ecs.task-definition-version":"1",\
            "io.kubernetes.container.name":"web-log",\
            "io.kubernetes.pod.name":"web-1",\
            "io.kubernetes.pod.namespace":"shop",\
            "io.kubernetes.pod.uid":"00000001-aaaa-bbbb-cccc-dddddddddddd"},\
            "DesiredStatus":"RUNNING","KnownStatus":"RUNNING",\
            "Limits":{"CPU":512,"Memory":256},\
            "CreatedAt":"2026-03-01T11:00:05Z","StartedAt":"2026-03-01T11:00:05Z",\
            "Type":"NORMAL",\
            "ContainerARN":"arn:aws:ecs:eu-west-1:111111111111:container/rolecall/\
            00000001aaaabbbbccccdddddddddddd/web-log",\
            "Networks":[{"NetworkMode":"awsvpc","IPv4Addresses":["10.0.0.1"],\
            "IPv6Addresses":["fd00:0:0:0:0:0:0:1"]}],\
            "RestartCount":2}\
            """);
    assertThat(text(ask("/v4/" + OWN + "-web"))).contains("\"Name\":\"web\"");
    assertThat(text(ask("/v4/" + OWN))).isEqualTo(text(ask("/v4/" + OWN + "-web")));
    assertThat(text(ask("/v3/" + OWN))).isEqualTo(text(ask("/v4/" + OWN)));
  }

  @Test
  void tellsOfTheTask() throws Exception {
    EndpointAnswer answer = ask("/v4/" + OWN + "-web/task");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
    JsonObject task = (JsonObject) Json.parse(text(answer));
    assertThat(names(task))
        .containsExactly(
            "Cluster",
            "TaskARN",
            "Family",
            "Revision",
            "DesiredStatus",
            "KnownStatus",
            "Limits",
            "PullStartedAt",
            "AvailabilityZone",
            "LaunchType",
            "Containers");
    assertThat(text(answer)).contains("\"Limits\":{\"CPU\":1.0,\"Memory\":512}");
    assertThat(((JsonValue.JsonArray) task.get("Containers").orElseThrow()).elements()).hasSize(2);
    assertThat(text(ask("/v4/" + OWN + "/taskWithTags")))
        .contains("\"TaskTags\":{\"app.kubernetes.io/name\":\"shop-web\",\"tier\":\"front\"}");
  }

  @Test
  void tellsATaskOfItsDefinitionAndItsOwnArn() {
    NodePod task =
        new NodePod(
            pod.pod(),
            pod.serviceAccount(),
            pod.account(),
            pod.addresses(),
            false,
            pod.allowed(),
            pod.shape(),
            pod.credentialsId(),
            Map.of(TaskLabels.UID, "0a-1b", TaskLabels.FAMILY, "report", TaskLabels.REVISION, "7"),
            pod.started(),
            pod.containers());

    assertThat(text(ask("/v4/" + OWN + "/task", task)))
        .contains("\"Family\":\"report\",\"Revision\":\"7\"", ":task/rolecall/0a1b\"");
  }

  @Test
  void hasNoStatisticsOfWhatDoesNotRun() {
    assertThat(text(ask("/v4/" + OWN + "/stats"))).isEqualTo("null");
    assertThat(text(ask("/v4/" + OWN + "/task/stats")))
        .isEqualTo("{\"c0ffee1\":null,\"beef1\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-none",
        "-",
        "web",
        "-web-",
        "x",
        "-WEB",
        "/tasks",
        "/",
        "/task/",
        "/stats/x",
        "/task/stats/"
      })
  void knowsNothingElse(String rest) {
    EndpointAnswer answer = ask("/v4/" + OWN + rest);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(text(answer)).startsWith("\"V4 metadata handler: ").endsWith("\"");
    assertThat(node.refused()).hasSize(1);
  }

  @Test
  void tellsNobodyOfAnothersPod() {
    for (String id : List.of(FakeNode.credentialsId(2), "", OWN.substring(1), pod.pod().uid())) {
      for (String rest : List.of("", "-web", "/task", "/taskWithTags", "/stats", "/task/stats")) {
        assertThat(ask("/v4/" + id + rest).status()).isEqualTo(404);
      }
    }
    assertThat(node.refused()).hasSize(24);
  }

  @Test
  void failsWhileTheNodeIsNotKnown() {
    node.forgetsItself();

    assertThat(ask("/v4/" + OWN + "/task").status()).isEqualTo(500);
  }
}
