package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.e2e.PodShell.Answer;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The agent on a real node, whichever it is: pods get their own role's credentials by each of its
 * endpoints, and never the node's. Before it comes, a pod reaches the node's metadata service: so
 * it is seen that these tests would see a leak.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class NodeAgent extends OnCluster {
  private static final String TAINT = "rolecall.dev/guard-not-ready";
  private static final String EKS = "http://169.254.170.23/v1/credentials";
  private static final String TOKENS = "http://169.254.169.254/latest/api/token";
  private static final String LIFETIME = "X-aws-ec2-metadata-token-ttl-seconds: 60";
  private static final String IMDS_TOKEN = "X-aws-ec2-metadata-token: ";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
  private static final Map<String, String> BY_NODE = Map.of(MODE, "node", ROLE, "reports");

  @Override
  void install(String image) throws IOException, InterruptedException {
    RealImds imds = new RealImds(client);
    imds.start(cluster, image);
    tenants.startProbe("default", "early", "default", Map.of());
    await("a pod of a node without a guard reaches the node's metadata service")
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () -> shell("default", "early").get(RealImds.CREDENTIALS).body(),
            RealImds.SECRET::equals);

    register();
    tenants.startProbe("default", "waiting", "default", Map.of());
    client
        .pods()
        .inNamespace("default")
        .withName("waiting")
        .waitUntilCondition(
            pod -> pod.getStatus().getConditions().stream().anyMatch(NodeAgent::isUnschedulable),
            1,
            TimeUnit.MINUTES);
    installation.apply(values(Map.of()));
  }

  /** As a kubelet does that registers its node with the taint. */
  private void register() {
    client
        .nodes()
        .withName(node().getMetadata().getName())
        .edit(node ->
            new NodeBuilder(node)
                .editSpec()
                .addToTaints(new Taint("NoSchedule", TAINT, null, null))
                .endSpec()
                .build());
  }

  private static boolean isUnschedulable(PodCondition condition) {
    return "PodScheduled".equals(condition.getType())
        && "Unschedulable".equals(condition.getReason());
  }

  private Map<String, Object> values(Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(cluster.agentValues());
    values.putAll(more);
    return values;
  }

  @Override
  void tidy() throws IOException, InterruptedException {
    for (String pod : List.of("early", "waiting")) {
      client.pods().inNamespace("default").withName(pod).withTimeout(1, TimeUnit.MINUTES).delete();
    }
    new RealImds(client).remove();
    super.tidy();
    cluster.removeGuard();
    client
        .nodes()
        .withName(node().getMetadata().getName())
        .edit(node -> {
          node.getSpec().getTaints().removeIf(taint -> TAINT.equals(taint.getKey()));
          return node;
        });
  }

  @Test
  void taintIsLiftedWhenTheAgentIsReadyAndPodsComeThen() {
    client.pods().inNamespace("default").withName("waiting").waitUntilReady(2, TimeUnit.MINUTES);
    assertThat(node().getSpec().getTaints()).extracting(Taint::getKey).doesNotContain(TAINT);
    assertThat(
            client.v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> "Node".equals(event.getInvolvedObject().getKind()))
                .map(Event::getReason))
        .contains("GuardReady");
  }

  @Test
  void podGetsItsOwnRolesCredentialsByItsToken() {
    tenants.startProbe(Tenants.ACME, "reporter", "reporter", BY_NODE);

    assertThat(tenants.awaitLine(Tenants.ACME, "reporter", "IDENTITY"))
        .startsWith("IDENTITY " + ASSUMED + "eks-rolecall-reporter-");
  }

  @Test
  void tokenThatAPodStoleIsRefused() {
    tenants.startProbe(Tenants.ACME, "owner", "reporter", BY_NODE);
    tenants.startProbe(Tenants.ACME, "neighbour", "reporter", BY_NODE);
    tenants.startProbe(Tenants.GLOBEX, "thief", "intruder", Map.of(MODE, "node"));
    tenants.awaitLine(Tenants.ACME, "owner", "IDENTITY");
    tenants.awaitLine(Tenants.ACME, "neighbour", "IDENTITY");
    tenants.awaitLine(Tenants.GLOBEX, "thief", "FAILED");
    String stolen = token(Tenants.ACME, "owner");

    Answer own = shell(Tenants.ACME, "owner").get(EKS, "Authorization: " + stolen);
    Answer ofNeighbour = shell(Tenants.ACME, "neighbour").get(EKS, "Authorization: " + stolen);
    Answer ofThief = shell(Tenants.GLOBEX, "thief").get(EKS, "Authorization: " + stolen);

    assertThat(own.status()).isEqualTo(200);
    assertThat(List.of(ofNeighbour, ofThief))
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(403);
          assertThat(answer.body()).doesNotContain("SecretAccessKey");
        });
  }

  @Test
  void metadataServiceGivesAPodItsOwnRoleWhereItsAccountAllowsIt() {
    tenants.startProbe(Tenants.ACME, "instance", "reporter", BY_NODE);
    tenants.awaitLine(Tenants.ACME, "instance", "IDENTITY");
    PodShell pod = shell(Tenants.ACME, "instance");

    String token = pod.put(TOKENS, LIFETIME).body();
    Answer role = pod.get(RealImds.CREDENTIALS, IMDS_TOKEN + token);
    Answer credentials = pod.get(RealImds.CREDENTIALS + role.body(), IMDS_TOKEN + token);
    String who =
        tenants.runProbe(Tenants.ACME, "instance", "once", credentials(credentials.body()));

    assertThat(role.body()).isEqualTo("reports");
    assertThat(who).startsWith("IDENTITY " + ASSUMED);
    assertThat(pod.get(RealImds.CREDENTIALS).status()).as("without a token").isEqualTo(401);
  }

  @Test
  void metadataServiceIsShutWhereNoAccountAllowsIt() {
    tenants.startProbe(Tenants.GLOBEX, "tenant", "intruder", Map.of(MODE, "node"));
    tenants.awaitLine(Tenants.GLOBEX, "tenant", "FAILED");
    PodShell pod = shell(Tenants.GLOBEX, "tenant");

    Answer token = pod.put(TOKENS, LIFETIME);
    Answer role = pod.get(RealImds.CREDENTIALS, IMDS_TOKEN + token.body());

    assertThat(role.status()).isIn(401, 403, 404);
    assertThat(role.body() + token.body()).doesNotContain(RealImds.SECRET);
  }

  @Test
  void realMetadataServiceIsTheNodesAlone() throws IOException, InterruptedException {
    tenants.startProbeOnHost(Tenants.ACME, "on-host", "reporter", BY_NODE);
    tenants.awaitLine(Tenants.ACME, "on-host", "IDENTITY");

    assertThat(onNode(RealImds.CREDENTIALS)).as("a process of the node").isEqualTo(RealImds.SECRET);
    for (PodShell pod : List.of(shell("default", "early"), shell(Tenants.ACME, "on-host"))) {
      assertThat(pod.get(RealImds.CREDENTIALS).body())
          .as("%s", pod.pod())
          .doesNotContain(RealImds.SECRET);
      assertThat(pod.get(RealImds.CREDENTIALS.replace("254/", "254:8080/")).status()).isZero();
    }
  }

  @Test
  void podOnTheHostsNetworkIsKnownByItsTokenAlone() {
    tenants.startProbeOnHost(Tenants.ACME, "host-pod", "reporter", BY_NODE);
    assertThatThrownBy(() ->
            tenants.startProbeOnHost(
                Tenants.GLOBEX, "host-thief", "intruder", Map.of(MODE, "node")))
        .as("its Account opens the host's network to no pod")
        .hasMessageContaining("spec.hostNetwork is true");

    assertThat(tenants.awaitLine(Tenants.ACME, "host-pod", "IDENTITY"))
        .startsWith("IDENTITY " + ASSUMED + "eks-rolecall-host-pod-");
    Answer without = shell(Tenants.ACME, "host-pod").get(EKS);

    assertThat(without.status()).isBetween(400, 499);
    assertThat(without.body()).doesNotContain("SecretAccessKey");
  }

  @Test
  void podOfTheModeEcsGetsItsOwnRolesCredentialsAndMetadata() {
    tenants.startProbe(Tenants.ACME, "task", "reporter", Map.of(MODE, "ecs", ROLE, "reports"));
    assertThat(tenants.awaitLine(Tenants.ACME, "task", "IDENTITY")).contains(ASSUMED);
    tenants.startProbe(Tenants.ACME, "other-task", "reporter", BY_NODE);
    tenants.awaitLine(Tenants.ACME, "other-task", "IDENTITY");
    PodShell pod = shell(Tenants.ACME, "task");
    String credentials =
        "http://169.254.170.2" + pod.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");

    Answer container = pod.get(pod.variable("ECS_CONTAINER_METADATA_URI_V4"));

    assertThat(Serialization.unmarshal(container.body(), JsonNode.class).path("Name").asText())
        .isEqualTo(Tenants.PROBE);
    assertThat(pod.get(credentials).status()).isEqualTo(200);
    assertThat(shell(Tenants.ACME, "other-task").get(credentials).status())
        .as("another pod that knows the id")
        .isBetween(400, 499);
  }

  /** A job whose first container fetches for the second, with a secret, and ends as it says. */
  @Test
  void jobThatWasImportedFromEcsRunsToItsEnd() throws IOException, InterruptedException {
    ImportedTasks imported = new ImportedTasks(client, cluster, tenants.image());
    imported.secret(Tenants.ACME, "report-author", Map.of("name", "Ada"));
    imported.run("report", Tenants.ACME, "nightly", List.of("fetch", "probe"));

    GenericKubernetesResource ended = imported.awaitStatus(Tenants.ACME, "nightly", "STOPPED");

    assertThat(imported.log(Tenants.ACME, "nightly", Tenants.PROBE))
        .contains("Sales $(HOME) $$ by Ada", "READONLY")
        .contains("IDENTITY " + ASSUMED);
    assertThat(ended.<String>get("status", "stopCode")).isEqualTo("EssentialContainerExited");
    assertThat(Serialization.asJson(ended.get("status", "containers")))
        .contains("\"exitCode\":7", "\"exitCode\":0");
  }

  /** A server behind a proxy that it waits for; what ECS's bridge was is a pod's own network. */
  @Test
  void serverThatWasImportedFromEcsRunsBesideItsProxy() throws IOException, InterruptedException {
    ImportedTasks imported = new ImportedTasks(client, cluster, tenants.image());
    imported.run("web", Tenants.ACME, "shop", List.of("Envoy_Proxy", Tenants.PROBE));

    GenericKubernetesResource running = imported.awaitStatus(Tenants.ACME, "shop", "RUNNING");

    assertThat(tenants.awaitLine(Tenants.ACME, "task-shop", "IDENTITY")).contains(ASSUMED);
    assertThat(running.<String>get("status", "taskDefinitionArn"))
        .endsWith("task-definition/web:4");
    assertThat(shell(Tenants.ACME, "task-shop").run(List.of("ls", "/state"))).contains("ready");
  }

  /** What it explains is right while the association is, and once it names a role that is not. */
  @Test
  void associationLeadsToATargetRoleAndReachesThePodThatRunsWhenItIsChanged()
      throws IOException, InterruptedException {
    AssociationRuns associations = new AssociationRuns(client, tenants);
    ExplainedPods explained = new ExplainedPods(cluster);
    associations.apply();
    associations.goesOnToTheTargetRole();
    explained.isRight(Tenants.ACME, AssociationRuns.POD);
    associations.reachesThePodThatRunsWhenItIsChanged();
    explained.isRight(Tenants.ACME, AssociationRuns.POD);
    tenants.startProbe(Tenants.GLOBEX, "unassociated", "intruder", Map.of(MODE, "node"));
    explained.isWrong(Tenants.GLOBEX, "unassociated", "nothing names a role for it");
  }

  @Test
  void taskRunsWithItsTaskRoleAloneAndStopsWithItsExitCodes() {
    TaskRuns tasks = new TaskRuns(client, tenants);
    tasks.apply(tenants.image(), tenants.probeCommand());
    tasks.seesItsTaskRoleAndItsDefinition();
    tasks.neverGetsItsExecutionRole();
    tasks.stopsWhenTold();
    tasks.stopsAllWhenAnEssentialContainerEnds();
    tasks.leavesNoPodWhenItIsDeleted();
  }

  @Test
  @Order(Integer.MAX_VALUE - 2)
  void rulesStayWhileTheAgentIsKilledAndItServesAgainAfterwards() {
    tenants.startProbe(Tenants.ACME, "hammer", "reporter", BY_NODE);
    tenants.awaitLine(Tenants.ACME, "hammer", "IDENTITY");
    PodShell pod = shell(Tenants.ACME, "hammer");
    var agents =
        client
            .pods()
            .inNamespace(Installation.NAMESPACE)
            .withLabel("app.kubernetes.io/name", "rolecall-agent");
    String before = agents.list().getItems().getFirst().getMetadata().getUid();

    agents.withGracePeriod(0).delete();
    await("the next agent is ready, and no pod reached the real service meanwhile")
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              assertThat(pod.get(RealImds.CREDENTIALS).body()).doesNotContain(RealImds.SECRET);
              return agents.list().getItems();
            },
            now ->
                now.stream()
                    .anyMatch(agent ->
                        !Objects.equals(before, agent.getMetadata().getUid())
                            && agent.getStatus().getConditions().stream()
                                .anyMatch(condition ->
                                    "Ready".equals(condition.getType())
                                        && "True".equals(condition.getStatus()))));

    assertThat(node().getSpec().getTaints())
        .as("a restart is no reason to keep pods off")
        .extracting(Taint::getKey)
        .doesNotContain(TAINT);
    Answer answer = pod.get(EKS, "Authorization: " + token(Tenants.ACME, "hammer"));
    assertThat(answer.status()).isEqualTo(200);
  }

  /** As any removal of the installation does it: no pod is to find the node's role all at once. */
  @Test
  @Order(Integer.MAX_VALUE - 1)
  void rulesStayWhereTheAgentIsRemoved() throws IOException, InterruptedException {
    client
        .apps()
        .daemonSets()
        .inNamespace(Installation.NAMESPACE)
        .withName("rolecall-agent")
        .withTimeout(1, TimeUnit.MINUTES)
        .delete();
    client
        .pods()
        .inNamespace(Installation.NAMESPACE)
        .withLabel("app.kubernetes.io/name", "rolecall-agent")
        .informOnCondition(List::isEmpty)
        .orTimeout(1, TimeUnit.MINUTES)
        .join();

    assertThat(cluster.run("sh", "-c", "ip link show rolecall0 || true")).isNotEmpty();
    assertThat(shell("default", "early").get(RealImds.CREDENTIALS).body())
        .doesNotContain(RealImds.SECRET);
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void rulesAreTakenOffWhereThatIsAskedFor() throws IOException, InterruptedException {
    assertThat(cluster.run("sh", "-c", "ip link show rolecall0 || true")).isNotEmpty();

    installation.apply(values(Map.of("agent.uninstall", true)));

    assertThat(cluster.run("sh", "-c", "ip link show rolecall0 || true")).isEmpty();
    assertThat(shell("default", "early").get(RealImds.CREDENTIALS).body())
        .isEqualTo(RealImds.SECRET);
  }

  /** Where the chart says so: processes of the node, and no pod's. */
  @Test
  @Order(Integer.MAX_VALUE)
  void processesOfTheNodeGetTheRoleOfItsInstanceProfile() throws IOException, InterruptedException {
    tenants.applyProfile(node().getMetadata().getName());

    installation.apply(
        values(
            Map.of(
                "agent.uninstall", false,
                "agent.guard.nodeImds", "rolecall",
                "agent.imds.v1", true)));

    await("the agent was told of the node's profile")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> onNode(RealImds.CREDENTIALS), "machine"::equals);
    assertThat(onNode(RealImds.CREDENTIALS + "machine")).contains("SecretAccessKey");
    Answer ofPod = shell("default", "early").get(RealImds.CREDENTIALS);
    assertThat(ofPod.body()).doesNotContain("machine", RealImds.SECRET);
  }

  private String onNode(String url) throws IOException, InterruptedException {
    return cluster.run("sh", "-c", "curl -s -m 5 %1$s || wget -qO- %1$s".formatted(url));
  }

  private Node node() {
    return client.nodes().list().getItems().getFirst();
  }

  private PodShell shell(String namespace, String pod) {
    return new PodShell(client, namespace, pod);
  }

  private String token(String namespace, String pod) {
    PodShell shell = shell(namespace, pod);
    return shell.run(List.of("cat", shell.variable(TOKEN_FILE)));
  }
}
