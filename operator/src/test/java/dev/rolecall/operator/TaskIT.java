package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.task.TaskStatus;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tasks on a real API server, with the manifests of the guide; nothing runs the pods. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskIT {
  private static final String NAMESPACE = "reports";

  private static final String RUNNING =
      """
      phase: Running
      initContainerStatuses:
      - name: prepare
        image: b
        imageID: i
        ready: true
        restartCount: 0
        state: {terminated: {exitCode: 0, startedAt: "2026-03-01T12:00:00Z"}}
      containerStatuses:
      - name: report
        image: b
        imageID: i
        ready: true
        restartCount: 0
        state: {running: {startedAt: "2026-03-01T12:00:01Z"}}
      """;

  private InstalledChart chart;
  private ApiServer api;
  private KubernetesClient client;
  private OperatorObjects objects;
  private TaskActors actors;

  @BeforeAll
  void start() throws Exception {
    chart = InstalledChart.start();
    api = chart.api();
    client = chart.client();
    objects = new OperatorObjects(client);
    actors = new TaskActors(api, NAMESPACE);
    chart.run();
    for (String file : List.of("account", "roles", "definition")) {
      api.kubectl(
          "apply",
          "-f",
          ProjectFiles.root().resolve("examples/tasks/" + file + ".yaml").toString());
    }
    objects.serviceAccount(NAMESPACE, "default", Map.of());
  }

  @AfterAll
  void stop() throws Exception {
    if (chart != null) {
      chart.close();
    }
  }

  @Test
  void runsTheTaskOfTheGuideAndKeepsItsExitCodes() throws Exception {
    api.kubectl("apply", "-f", ProjectFiles.root().resolve("examples/tasks/task.yaml").toString());

    Pod pod = awaitPod("monday");
    Task pending = await("monday", status -> "PENDING".equals(status.getLastStatus()));
    assertThat(condition(pending, "ExecutionRoleReady").getStatus()).isEqualTo("True");
    assertThat(pending.getStatus().getTaskDefinitionArn())
        .endsWith(":333333333333:task-definition/report:1");
    assertThat(pod.getMetadata().getAnnotations())
        .containsEntry("rolecall.dev/mode", "ecs")
        .containsEntry("rolecall.dev/role", "report-task")
        .containsEntry("rolecall.dev/task-definition", "report:1")
        .containsEntry(
            "rolecall.dev/execution-role", "arn:aws:iam::333333333333:role/report-execution")
        .containsKey("rolecall.dev/credentials-id");
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSpec().getVolumes()).extracting("name").containsExactly("scratch");
    assertThat(pod.getSpec().getContainers().getFirst().getEnv())
        .extracting("name")
        .contains("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "ECS_CONTAINER_METADATA_URI_V4")
        .doesNotContain("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI");

    actors.report("monday", RUNNING);
    await("monday", status -> "RUNNING".equals(status.getLastStatus()));
    actors.report("monday", RUNNING.replace("running: {", "terminated: {exitCode: 3, "));
    await("monday", status -> "STOPPING".equals(status.getLastStatus()));
    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName("task-monday")
        .waitUntilCondition(
            now -> Long.valueOf(1).equals(now.getSpec().getActiveDeadlineSeconds()),
            30,
            TimeUnit.SECONDS);
    actors.report(
        "monday",
        RUNNING
            .replace("running: {", "terminated: {exitCode: 3, ")
            .replace("phase: Running", "phase: Failed\nreason: DeadlineExceeded"));

    TaskStatus stopped =
        await("monday", status -> "STOPPED".equals(status.getLastStatus())).getStatus();
    assertThat(stopped.getStopCode()).isEqualTo("EssentialContainerExited");
    assertThat(stopped.getContainers())
        .extracting("name", "exitCode")
        .containsExactly(tuple("prepare", 0), tuple("report", 3));
  }

  @Test
  void stopsWhenToldAndNeverRunsAgain() {
    client.resource(task("told", "report")).create();
    awaitPod("told");

    change(Task.class, "told", "{\"desiredStatus\": \"STOPPED\", \"stopReason\": \"enough\"}");

    TaskStatus stopped =
        await("told", status -> "STOPPED".equals(status.getLastStatus())).getStatus();
    assertThat(stopped.getStopCode()).isEqualTo("UserInitiated");
    assertThat(stopped.getStoppedReason()).isEqualTo("enough");
    assertThat(client.pods().inNamespace(NAMESPACE).withName("task-told").get())
        .as("a pod that no node took")
        .isNull();
    assertThatThrownBy(() -> change(Task.class, "told", "{\"desiredStatus\": \"RUNNING\"}"))
        .hasMessageContaining("does not run again");
  }

  @Test
  void makesNoOtherPodWhereItsOwnWasDeleted() {
    client.resource(task("deleted", "report:1")).create();
    awaitPod("deleted");
    await("deleted", status -> status.getPodUid() != null);

    client.pods().inNamespace(NAMESPACE).withName("task-deleted").withGracePeriod(0).delete();

    TaskStatus stopped =
        await("deleted", status -> "STOPPED".equals(status.getLastStatus())).getStatus();
    assertThat(stopped.getStopCode()).isEqualTo("TerminationNotice");
    assertThat(client.pods().inNamespace(NAMESPACE).withName("task-deleted").get()).isNull();
  }

  @Test
  void takesNoPodThatIsOnlyCalledLikeItsOwn() {
    Pod forged = objects.pod(NAMESPACE, "default", "a: b");
    forged.getMetadata().setGenerateName(null);
    forged.getMetadata().setName("task-squatted");
    client.resource(forged).create();
    client.resource(task("squatted", "report:1")).create();

    Task waiting = awaitReason("squatted", "PodRefused");

    assertThat(condition(waiting, "Ready").getMessage()).contains("not this task's");
    client.resource(forged).withGracePeriod(0).delete();
    await("squatted", status -> "PENDING".equals(status.getLastStatus()));
  }

  @Test
  void refusesATaskOfSomebodyWhoMayNotMakePods() {
    actors.allow("bob", "tasks", "rolecall.dev");
    actors.allow("ann", "tasks", "rolecall.dev");
    actors.allow("ann", "pods", "");

    try (KubernetesClient bob = actors.as("bob");
        KubernetesClient ann = actors.as("ann")) {
      assertThatThrownBy(() -> bob.resource(task("of-bob", "report:1")).create())
          .hasMessageContaining("bob may not create pods in namespace 'reports'");
      ann.resource(task("of-ann", "report:1")).create();
    }
    awaitPod("of-ann");
  }

  @Test
  void refusesWhatTheAccountForbidsOfPodsAlreadyAtTheTask() {
    define("power", "privileged: true", "");

    assertThatThrownBy(() -> client.resource(task("power", "power:1")).create())
        .hasMessageContaining("the task's pod would be refused")
        .hasMessageContaining("privileged");
  }

  @Test
  void waitsForAnExecutionRoleThatIsNotThereAndForADefinition() {
    client.resource(task("early", "late:1")).create();
    awaitReason("early", "TaskDefinitionNotFound");
    define("late", "essential: true", "executionRole: later");

    Task waiting = awaitReason("early", "ExecutionRoleNotReady");
    assertThat(condition(waiting, "ExecutionRoleReady").getReason()).isEqualTo("RoleNotFound");

    client.resource(objects.role(NAMESPACE, "later", "")).create();
    Task distrusted =
        await(
            "early",
            status ->
                status.getConditions().stream()
                    .anyMatch(it -> "RoleNotTrusting".equals(it.getReason())));
    assertThat(condition(distrusted, "ExecutionRoleReady").getMessage())
        .contains("ecs-tasks.amazonaws.com");
    assertThat(client.pods().inNamespace(NAMESPACE).withName("task-early").get()).isNull();
  }

  @Test
  void seesNoDefinitionOfAnotherNamespaceAndRunsNothingWithoutAnAccount() {
    objects.account("444444444444", "other");
    objects.serviceAccount("other", "default", Map.of());
    objects.namespace("nobodys");
    Task stranger = task("stranger", "report:1");
    stranger.getMetadata().setNamespace("other");
    Task stray = task("stray", "report:1");
    stray.getMetadata().setNamespace("nobodys");

    Task made = objects.until(client.resource(stranger).create(), reason("TaskDefinitionNotFound"));
    assertThat(made.getStatus().getLastStatus()).isEqualTo("PROVISIONING");
    objects.until(client.resource(stray).create(), reason("NoAccount"));
    assertThat(client.pods().inNamespace("nobodys").list().getItems()).isEmpty();
  }

  @Test
  void keepsRevisionsAsTheyAreAndUnique() {
    TaskDefinition once = define("once", "essential: true", "");
    objects.until(once, condition -> "InUse".equals(condition.getReason()));

    assertThatThrownBy(() -> change(TaskDefinition.class, "once-1", "{\"taskRole\": \"another\"}"))
        .hasMessageContaining("a revision never changes");
    TaskDefinition twin = Serialization.clone(once);
    twin.getMetadata().setName("twin");
    twin.getMetadata().setResourceVersion(null);
    twin.getMetadata().setUid(null);
    assertThatThrownBy(() -> client.resource(twin).create())
        .hasMessageContaining("TaskDefinition 'once-1' is once:1 already");
  }

  private TaskDefinition define(String family, String ofContainer, String more) {
    return client
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: rolecall.dev/v1alpha1
                kind: TaskDefinition
                metadata: {name: %1$s-1, namespace: reports}
                spec:
                  family: %1$s
                  revision: 1
                  containerDefinitions: [{name: app, image: "app:1", %2$s}]
                  %3$s
                """
                    .formatted(family, ofContainer, more),
                TaskDefinition.class))
        .create();
  }

  /**
   * @param spec its members that change, as JSON
   */
  private <T extends HasMetadata> void change(Class<T> type, String name, String spec) {
    client
        .resources(type)
        .inNamespace(NAMESPACE)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": %s}".formatted(spec));
  }

  private static Task task(String name, String definition) {
    Task task = new Task();
    task.getMetadata().setName(name);
    task.getMetadata().setNamespace(NAMESPACE);
    task.getSpec().setTaskDefinition(definition);
    return task;
  }

  private Pod awaitPod(String task) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withName("task-" + task)
        .waitUntilCondition(pod -> pod != null, 30, TimeUnit.SECONDS);
  }

  private Task await(String task, Predicate<TaskStatus> condition) {
    return client
        .resources(Task.class)
        .inNamespace(NAMESPACE)
        .withName(task)
        .waitUntilCondition(
            now -> now != null && now.getStatus() != null && condition.test(now.getStatus()),
            30,
            TimeUnit.SECONDS);
  }

  private Task awaitReason(String task, String reason) {
    return await(task, status -> status.getConditions().stream().anyMatch(reason(reason)));
  }

  private static Predicate<Condition> reason(String reason) {
    return condition -> reason.equals(condition.getReason());
  }

  private static Condition condition(Task task, String type) {
    return task.getStatus().getConditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .findFirst()
        .orElseThrow();
  }
}
