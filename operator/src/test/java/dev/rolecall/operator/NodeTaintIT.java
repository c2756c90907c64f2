package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The taint of nodes without a guard, on a real API server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeTaintIT {
  private static final String KEY = "rolecall.dev/guard-not-ready";
  private static final String MINE = "example.test/mine";
  private static final Toleration EXISTS = new TolerationBuilder().withOperator("Exists").build();

  private InstalledChart cluster;
  private KubernetesClient client;

  @BeforeAll
  void start() throws Exception {
    cluster = InstalledChart.start();
    client = cluster.client();
    new OperatorObjects(client).serviceAccount(InstalledChart.SYSTEM, "rolecall-agent", Map.of());
    cluster.run("-Drolecall.node-taint.enabled=true");
  }

  @AfterAll
  void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void keepsPodsOffANodeUntilItsAgentIsReady() {
    node("worker", "linux", new Taint("NoSchedule", MINE, null, null));
    Node tainted = awaitNode("worker", node -> keys(node).contains(KEY));
    assertThat(keys(tainted)).contains(MINE);

    Pod starting = report(client.resource(agentOn("worker")).create(), false);
    report(starting, true);

    Node lifted = awaitNode("worker", node -> !keys(node).contains(KEY));
    assertThat(keys(lifted)).contains(MINE);
    await()
        .until(
            () ->
                client.v1().events().inNamespace("default").list().getItems().stream()
                    .filter(event -> "worker".equals(event.getInvolvedObject().getName()))
                    .map(event -> event.getReason())
                    .collect(Collectors.toSet()),
            Set.of("GuardNotReady", "GuardReady")::equals);
  }

  @Test
  void taintsANodeThatHasNoTaintYet() {
    node("bare", "linux");
    awaitNode("bare", node -> keys(node).contains(KEY));
  }

  @Test
  void leavesNodesAloneThatCannotRunTheAgent() {
    node("windows", "windows");
    node("after", "linux");
    awaitNode("after", node -> keys(node).contains(KEY));
    assertThat(keys(client.nodes().withName("windows").get())).doesNotContain(KEY);
  }

  /** Neither the label by which pods choose not to be injected nor a later change lets them in. */
  @Test
  void refusesPodsOfTenantsThatWouldBeThereBeforeTheGuard() {
    OperatorObjects objects = new OperatorObjects(client);
    objects.account("100000000001", "team");
    objects.serviceAccount("team", "app", Map.of());
    client
        .namespaces()
        .withName("team")
        .waitUntilCondition(
            namespace -> namespace.getMetadata().getLabels().containsKey("rolecall.dev/account"),
            60,
            TimeUnit.SECONDS);
    Pod pod = objects.pod("team", "app", "a: b");
    pod.getMetadata().setLabels(Map.of("rolecall.dev/skip", "true"));
    Pod tolerant = new PodBuilder(pod).editSpec().withTolerations(EXISTS).endSpec().build();
    Pod placed = new PodBuilder(pod).editSpec().withNodeName("worker").endSpec().build();

    assertThatThrownBy(() -> client.resource(tolerant).create()).hasMessageContaining(KEY);
    assertThatThrownBy(() -> client.resource(placed).create())
        .hasMessageContaining("spec.nodeName");
    Pod waiting = client.resource(pod).create();
    assertThatThrownBy(() ->
            client
                .resource(waiting)
                .edit(
                    it -> new PodBuilder(it).editSpec().addToTolerations(EXISTS).endSpec().build()))
        .hasMessageContaining(KEY);
  }

  private void node(String name, String os, Taint... taints) {
    client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of("kubernetes.io/os", os))
                .endMetadata()
                .withNewSpec()
                .withTaints(taints)
                .endSpec()
                .build())
        .create();
  }

  private Node awaitNode(String name, Predicate<Node> condition) {
    return client.nodes().withName(name).waitUntilCondition(condition, 60, TimeUnit.SECONDS);
  }

  private static List<String> keys(Node node) {
    return node.getSpec().getTaints().stream().map(Taint::getKey).toList();
  }

  private static Pod agentOn(String node) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(InstalledChart.SYSTEM)
        .withName("rolecall-agent-" + node)
        .withLabels(Map.of("app.kubernetes.io/name", "rolecall-agent"))
        .endMetadata()
        .withNewSpec()
        .withServiceAccountName("rolecall-agent")
        .withNodeName(node)
        .addNewContainer()
        .withName("guard")
        .withImage("agent:1")
        .endContainer()
        .addNewContainer()
        .withName("server")
        .withImage("agent:1")
        .endContainer()
        .endSpec()
        .build();
  }

  private Pod report(Pod pod, boolean ready) {
    Pod reported =
        new PodBuilder(pod)
            .withNewStatus()
            .withPhase("Running")
            .addNewCondition()
            .withType("Ready")
            .withStatus(ready ? "True" : "False")
            .endCondition()
            .withContainerStatuses(
                new ContainerStatusBuilder()
                    .withName("guard")
                    .withImage("agent:1")
                    .withImageID("sha256:1")
                    .withRestartCount(0)
                    .withContainerID("containerd://1")
                    .withReady(true)
                    .build(),
                new ContainerStatusBuilder()
                    .withName("server")
                    .withImage("agent:1")
                    .withImageID("sha256:1")
                    .withRestartCount(0)
                    .withContainerID("containerd://2")
                    .withReady(ready)
                    .build())
            .endStatus()
            .build();
    return client.resource(reported).patchStatus();
  }
}
