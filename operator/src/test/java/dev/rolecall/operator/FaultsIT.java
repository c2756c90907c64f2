package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.kube.directory.HeldRoles;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.IAMRoleStatus;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.operator.task.pod.TaskPod;
import dev.rolecall.testkit.FreePort;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.EditReplacePatchable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two replicas at a real API server, and what can go wrong with any of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
  private static final String ACCOUNT = "100000000001";
  private static final String TEAM = "team";

  /** Where another operator thinks that it is installed. */
  private static final String ELSEWHERE = "second-system";

  /** The namespace of the guide's tasks. */
  private static final String TASKS = "reports";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private InstalledChart cluster;
  private KubernetesClient client;
  private OperatorObjects objects;
  private OlderObjects older;
  private Replicas replicas;

  @BeforeAll
  void start() throws Exception {
    cluster = InstalledChart.start();
    client = cluster.client();
    objects = new OperatorObjects(client);
    older = new OlderObjects(cluster.api());
    older.create();
    replicas = Replicas.start(cluster);
    objects.account(ACCOUNT, TEAM);
    objects.serviceAccount(TEAM, "app", Map.of());
    objects.awaitLabelled(TEAM, ACCOUNT);
  }

  /** Each test finds two replicas, one of which leads. */
  @AfterEach
  void revive() throws Exception {
    replicas.revive();
  }

  @AfterAll
  void stop() throws Exception {
    try (InstalledChart running = cluster;
        Replicas both = replicas) {
      assertThat(running).isNotNull();
      assertThat(both).isNotNull();
    }
  }

  @Test
  void losesNothingWhereTheLeaderIsKilledInTheMiddleOfARollout() throws Exception {
    PodCreations pods = PodCreations.of(client, objects.pod(TEAM, "app", "a: b"));
    try (pods) {
      create("rollout", 0, 150);
      replicas.leader().kill();
      create("rollout", 150, 300);
      awaitReady("rollout", 300);
    }
    assertThat(pods.created()).isPositive();
    assertThat(pods.lost()).isEmpty();
  }

  @Test
  void goesOnWhereTheApiServerWasAwayForLongerThanALeaderMayLead() throws Exception {
    create("before", 0, 40);
    cluster.api().halt();
    await()
        .atMost(PATIENCE)
        .until(() -> replicas.all().stream().anyMatch(replica -> !replica.lives()));
    cluster.api().resume();
    replicas.revive();

    create("after", 0, 10);
    awaitReady("before", 40);
    awaitReady("after", 10);
  }

  /** While it has no processor, etcd forgets what it saw last. */
  @Test
  void seesWhatHappenedWhileItsWatchesExpired() throws Exception {
    IAMRole role = client.resource(role("expired", 0)).create();
    IAMRoleStatus before = objects.until(role, FaultsIT::isReady).getStatus();
    try {
      for (RunningOperator replica : replicas.all()) {
        replica.pause();
      }
      forge(role);
      cluster.api().compact();
      cluster.api().halt();
      cluster.api().resume();
    } finally {
      for (RunningOperator replica : replicas.all()) {
        replica.proceed();
      }
    }
    awaitArn(role, before.getArn());
  }

  @Test
  void holdsTrustedRolesWhileSomebodyElseWritesTheRole() {
    client.resource(objects.role(TEAM, "trusted", "")).create();
    String trusted = "arn:aws:iam::%s:role/trusted".formatted(ACCOUNT);
    IAMRole role = client.resource(objects.trusting(TEAM, "contended", trusted)).create();
    for (int i = 0; i < 100; i++) {
      label(role, "edit-" + i);
    }
    IAMRole ready = objects.until(role, FaultsIT::isReady);
    assertThat(HeldRoles.annotation(ready)).isNotEmpty();
    assertThat(ready.getMetadata().getLabels()).containsEntry("edited", "edit-99");
  }

  @Test
  void putsAStatusRightThatSomebodyElseWrote() {
    IAMRole role = client.resource(role("forged", 0)).create();
    IAMRoleStatus before = objects.until(role, FaultsIT::isReady).getStatus();
    merge(client.resource(role).subresource("status"), "{\"status\":{\"arn\":\"forged\"}}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(client.resource(role).get().getStatus().getArn())
                .isEqualTo(before.getArn()));
  }

  @Test
  void isNotUpsetByRolesThatGoWhileItLooksAtThem() {
    for (int i = 0; i < 60; i++) {
      client.resource(client.resource(role("gone", i)).create()).delete();
    }
    create("stays", 0, 1);
    awaitReady("stays", 1);
    assertThat(replicas.leader().output()).doesNotContain(" ERROR ");
  }

  /** Its clock was an hour ahead, so that its lease says that it is good for as long. */
  @Test
  void givesEachTaskItsOnePodWhereTheLeaderIsKilledMeanwhile() throws Exception {
    defineTasks();
    tasks("once", 0, 15);
    replicas.leader().kill();
    replicas.setLeaseAhead(Duration.ofHours(1));
    tasks("once", 15, 30);

    awaitAPodOfEach("once", 30);
    assertThat(replicas.leader().output()).contains("did not renew its lease");
  }

  /** As where one that lost its lease has not noticed yet: the second has a lease of its own. */
  @Test
  void givesEachTaskItsOnePodWhereTwoLead() throws Exception {
    defineTasks();
    objects.namespace(ELSEWHERE);
    Secret authority =
        client.secrets().inNamespace(InstalledChart.SYSTEM).withName("rolecall-ca").require();
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("rolecall-ca")
                .withNamespace(ELSEWHERE)
                .endMetadata()
                .withData(authority.getData())
                .build())
        .create();
    int port = FreePort.find();
    try (RunningOperator second =
        cluster.replica("second", port, "-Drolecall.system-namespace=" + ELSEWHERE)) {
      second.awaitServing();
      await()
          .atMost(PATIENCE)
          .until(() -> !client.leases().inNamespace(ELSEWHERE).list().getItems().isEmpty());
      tasks("twice", 0, 40);
      awaitAPodOfEach("twice", 40);
      assertThat(second.output()).contains("task reports/twice-");
    }
    assertThat(replicas.leader().output()).contains("task reports/twice-");
  }

  /** What was made of one that is gone belongs to it, so that it goes, too. */
  @Test
  void leavesNothingOfTasksThatGoWhileItLooksAtThem() throws Exception {
    defineTasks();
    for (int i = 0; i < 40; i++) {
      client.resource(client.resource(task("brief", i)).create()).delete();
    }
    tasks("lasting", 0, 1);
    await()
        .atMost(PATIENCE)
        .until(() ->
            tasks("lasting").stream()
                .allMatch(
                    task -> task.getStatus() != null && task.getStatus().getPodUid() != null));
    assertThat(client.pods().inNamespace(TASKS).list().getItems())
        .allSatisfy(pod ->
            assertThat(pod.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("Task")));
    assertThat(replicas.leader().output()).doesNotContain(" ERROR ");
  }

  @Test
  void refusesHalfWrittenObjectsOfAnOlderVersionAloneAndReplacesTheirStatus() {
    IAMRole good = older(OlderObjects.GOOD_ROLE);
    IAMRole ready = objects.until(good, FaultsIT::isReady);
    assertThat(ready.getStatus().getArn()).isEqualTo("arn:aws:iam::100000000077:role/good");

    IAMRole unknown =
        objects.until(
            older(OlderObjects.UNKNOWN), condition -> "InvalidSpec".equals(condition.getReason()));
    assertThat(OperatorObjects.ready(unknown).getMessage()).contains("spec.trust");
    older.areRefusedAlone();
    objects.awaitLabelled(OlderObjects.NAMESPACE, "100000000077");
  }

  @Test
  void changesTheWebhooksCertificateWhilePodsAreCreated() throws Exception {
    var secret =
        client.secrets().inNamespace(InstalledChart.SYSTEM).withName("rolecall-webhook-tls");
    Secret before = secret.require();
    PodCreations pods = PodCreations.of(client, objects.pod(TEAM, "app", "a: b"));
    try (pods) {
      secret.delete();
      await()
          .atMost(PATIENCE)
          .until(() ->
              replicas.all().stream()
                  .allMatch(replica -> replica.output().contains("a new certificate")));
      int then = pods.created();
      await().atMost(PATIENCE).until(() -> pods.created() > then + 5);
    }
    assertThat(pods.lost()).isEmpty();
    assertThat(secret.require().getData()).isNotEqualTo(before.getData());
  }

  private IAMRole role(String name, int number) {
    return objects.role(TEAM, name + "-" + number, "");
  }

  private void create(String name, int from, int to) {
    create(number -> role(name, number), from, to);
  }

  /** Tries again where a replica that is gone was asked. */
  private void create(IntFunction<HasMetadata> object, int from, int to) {
    IntStream.range(from, to)
        .parallel()
        .forEach(number ->
            await()
                .atMost(PATIENCE)
                .ignoreException(KubernetesClientException.class)
                .until(() -> client.resource(object.apply(number)).create(), made -> true));
  }

  /** What Tasks are made of, once for all of them. */
  private void defineTasks() throws Exception {
    if (client.namespaces().withName(TASKS).get() == null) {
      for (String file : List.of("account", "roles", "definition")) {
        String path = "examples/tasks/" + file + ".yaml";
        cluster.api().kubectl("apply", "-f", ProjectFiles.root().resolve(path).toString());
      }
      objects.serviceAccount(TASKS, "default", Map.of());
    }
  }

  private void tasks(String name, int from, int to) {
    create(number -> task(name, number), from, to);
  }

  private List<Task> tasks(String name) {
    return client.resources(Task.class).inNamespace(TASKS).list().getItems().stream()
        .filter(task -> task.getMetadata().getName().startsWith(name + "-"))
        .toList();
  }

  private void awaitAPodOfEach(String name, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(tasks(name))
                .hasSize(count)
                .allSatisfy(task -> {
                  Pod pod = client.pods().inNamespace(TASKS).withName(TaskPod.name(task)).get();
                  assertThat(pod).isNotNull();
                  assertThat(task.getStatus()).isNotNull();
                  assertThat(task.getStatus().getLastStatus()).isEqualTo("PENDING");
                  assertThat(task.getStatus().getPodUid()).isEqualTo(pod.getMetadata().getUid());
                }));
  }

  private static Task task(String name, int number) {
    Task task = new Task();
    task.getMetadata().setName(name + "-" + number);
    task.getMetadata().setNamespace(TASKS);
    task.getSpec().setTaskDefinition("report:1");
    return task;
  }

  private void awaitReady(String name, int count) {
    await().atMost(PATIENCE).until(() -> ready(name) == count);
  }

  private long ready(String name) {
    return roles().stream()
        .filter(role -> role.getMetadata().getName().startsWith(name + "-"))
        .filter(role -> role.getStatus() != null)
        .filter(role -> role.getStatus().getConditions().stream().anyMatch(FaultsIT::isReady))
        .count();
  }

  private List<IAMRole> roles() {
    return client.resources(IAMRole.class).inNamespace(TEAM).list().getItems();
  }

  private IAMRole older(String name) {
    return client
        .resources(IAMRole.class)
        .inNamespace(OlderObjects.NAMESPACE)
        .withName(name)
        .require();
  }

  private void label(IAMRole role, String value) {
    merge(
        client.resource(role), "{\"metadata\":{\"labels\":{\"edited\":\"%s\"}}}".formatted(value));
  }

  private void forge(IAMRole role) {
    merge(client.resource(role).subresource("status"), "{\"status\":{\"arn\":\"forged\"}}");
  }

  private void awaitArn(IAMRole role, @Nullable String arn) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(client.resource(role).get().getStatus().getArn()).isEqualTo(arn));
  }

  private static void merge(EditReplacePatchable<?> object, String change) {
    object.patch(PatchContext.of(PatchType.JSON_MERGE), change);
  }

  private static boolean isReady(Condition condition) {
    return "True".equals(condition.getStatus());
  }
}
