package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.e2e.PodShell.Answer;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.task.TaskStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Tasks on a node with its agent. */
final class TaskRuns {
  private static final String EXECUTION = "arn:aws:iam::111111111111:role/execution";
  private static final String POD = "task-run";

  private final KubernetesClient client;
  private final Tenants tenants;

  TaskRuns(KubernetesClient client, Tenants tenants) {
    this.client = client;
    this.tenants = tenants;
  }

  /**
   * @param image of the probe
   * @param probe its command
   */
  void apply(String image, List<String> probe) {
    String command =
        probe.stream().map(part -> "\"" + part + "\"").collect(Collectors.joining(", "));
    String yaml =
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: IAMRole
        metadata: {name: execution, namespace: acme-shop}
        spec:
          trustPolicy:
            Version: "2012-10-17"
            Statement:
              Effect: Allow
              Principal: {Service: [ecs-tasks.amazonaws.com, pods.eks.amazonaws.com]}
              Action: [sts:AssumeRole, sts:TagSession]
        ---
        apiVersion: rolecall.dev/v1alpha1
        kind: TaskDefinition
        metadata: {name: probe-7, namespace: acme-shop}
        spec:
          family: probe
          revision: 7
          taskRole: reports
          executionRole: execution
          containerDefinitions:
            - {name: probe, image: "%1$s", entryPoint: [%2$s], stopTimeout: 2}
        ---
        apiVersion: rolecall.dev/v1alpha1
        kind: TaskDefinition
        metadata: {name: brief-1, namespace: acme-shop}
        spec:
          family: brief
          revision: 1
          containerDefinitions:
            - {name: lasting, image: "%1$s", essential: false, entryPoint: [sleep, "600"], stopTimeout: 2}
            - {name: brief, image: "%1$s", entryPoint: [sh, -c, "exit 7"], stopTimeout: 2}
        ---
        apiVersion: rolecall.dev/v1alpha1
        kind: Task
        metadata: {name: run, namespace: acme-shop}
        spec: {taskDefinition: probe, serviceAccountName: reporter}
        ---
        apiVersion: rolecall.dev/v1alpha1
        kind: Task
        metadata: {name: brief, namespace: acme-shop}
        spec: {taskDefinition: "brief:1"}
        """
            .formatted(image, command);
    client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).serverSideApply();
  }

  void seesItsTaskRoleAndItsDefinition() {
    TaskStatus status = await("run", now -> "RUNNING".equals(now.getLastStatus()));
    assertThat(tenants.awaitLine(Tenants.ACME, POD, "IDENTITY"))
        .startsWith("IDENTITY " + OnCluster.ASSUMED);
    PodShell pod = pod();

    JsonNode task = read(pod.get(pod.variable("ECS_CONTAINER_METADATA_URI_V4") + "/task"));

    assertThat(task.path("Family").asText()).isEqualTo("probe");
    assertThat(task.path("Revision").asText()).isEqualTo("7");
    assertThat(task.path("TaskARN").asText()).isEqualTo(status.getTaskArn());
    assertThat(status.getConditions())
        .filteredOn(condition -> "ExecutionRoleReady".equals(condition.getType()))
        .extracting("status")
        .containsExactly("True");
    assertThat(pod.run(List.of("ls", "/var/run/secrets"))).isEmpty();
  }

  /** Not even where somebody has the pod name that role. */
  void neverGetsItsExecutionRole() {
    String credentials =
        "http://169.254.170.2" + pod().variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    assertThat(read(pod().get(credentials)).path("RoleArn").asText()).isEqualTo(Tenants.ROLE);

    client
        .pods()
        .inNamespace(Tenants.ACME)
        .withName(POD)
        .edit(pod -> {
          pod.getMetadata().getAnnotations().put(OnCluster.ROLE, EXECUTION);
          return pod;
        });

    Awaitility.await("the pod gets nothing at all")
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              Answer answer = pod().get(credentials);
              assertThat(answer.body()).doesNotContain("role/execution");
              return answer.status();
            },
            code -> code != 200);
  }

  void stopsWhenTold() {
    client
        .resources(Task.class)
        .inNamespace(Tenants.ACME)
        .withName("run")
        .edit(task -> {
          task.getSpec().setDesiredStatus("STOPPED");
          return task;
        });

    TaskStatus stopped = await("run", now -> "STOPPED".equals(now.getLastStatus()));

    assertThat(stopped.getStopCode()).isEqualTo("UserInitiated");
    assertKilled(stopped);
  }

  void stopsAllWhenAnEssentialContainerEnds() {
    TaskStatus stopped = await("brief", now -> "STOPPED".equals(now.getLastStatus()));

    assertThat(stopped.getStopCode()).isEqualTo("EssentialContainerExited");
    // The one that lasts was started before: containers are, in their order.
    assertKilled(stopped);
    assertThat(stopped.getContainers().getLast().getExitCode()).isEqualTo(7);
  }

  /** Of what it had to kill at the pod's deadline, a kubelet of 1.20 may tell no exit code. */
  private static void assertKilled(TaskStatus stopped) {
    assertThat(stopped.getContainers().getFirst().getExitCode())
        .isIn(Arrays.asList(143, 137, null));
  }

  /** By Kubernetes' garbage collector, which knows whose it is. */
  void leavesNoPodWhenItIsDeleted() {
    client.resources(Task.class).inNamespace(Tenants.ACME).withName("brief").delete();
    client
        .pods()
        .inNamespace(Tenants.ACME)
        .withName("task-brief")
        .waitUntilCondition(Objects::isNull, 2, TimeUnit.MINUTES);
  }

  private TaskStatus await(String task, Predicate<TaskStatus> condition) {
    return client
        .resources(Task.class)
        .inNamespace(Tenants.ACME)
        .withName(task)
        .waitUntilCondition(
            now -> now != null && now.getStatus() != null && condition.test(now.getStatus()),
            3,
            TimeUnit.MINUTES)
        .getStatus();
  }

  private PodShell pod() {
    return new PodShell(client, Tenants.ACME, POD);
  }

  private static JsonNode read(Answer answer) {
    return Serialization.unmarshal(answer.body(), JsonNode.class);
  }
}
