package dev.rolecall.e2e.access;

import static org.awaitility.Awaitility.await;

import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.ServiceEndpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** All that the programs do at the API server, each thing once at least. */
final class Scenario {
  static final ServiceAccountName OPERATOR =
      new ServiceAccountName(AccessCluster.SYSTEM, "rolecall-operator");
  static final ServiceAccountName STS =
      new ServiceAccountName(AccessCluster.SYSTEM, "rolecall-sts");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String REPORTS = "reports";

  /** What is lost of each, which the operator makes again. */
  private static final Map<String, String> LOSSES =
      Map.of(
          "rolecall-ca", "{\"data\": {\"ca.crt\": null}}",
          "rolecall-webhook-tls", "{\"data\": {\"tls.crt\": \"bm9uZQ==\"}}",
          "rolecall-sts-tls", "{\"data\": {\"tls.crt\": \"bm9uZQ==\"}}",
          "rolecall-session-keys", "{\"data\": {\"identity-token-keys.json\": null}}");

  /** As a kubelet says it. */
  private static final String RUNNING =
      """
      {"status": {
        "phase": "Running",
        "initContainerStatuses": [{
          "name": "prepare", "image": "b", "imageID": "i", "ready": true, "restartCount": 0,
          "state": {"terminated": {"exitCode": 0, "startedAt": "2026-03-01T12:00:00Z"}}}],
        "containerStatuses": [{
          "name": "report", "image": "b", "imageID": "i", "ready": true, "restartCount": 0,
          "state": {"running": {"startedAt": "2026-03-01T12:00:01Z"}}}]}}
      """;

  private final AccessCluster cluster;
  private final KubernetesClient client;
  private final Path folder;

  Scenario(AccessCluster cluster, Path folder) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.folder = folder;
  }

  /** Plays it; returns when everything is as the programs should have left it. */
  void play(int webhooks) throws Exception {
    startOperator(webhooks);
    Replica first = new Replica(folder.resolve("sts-0"), cluster);
    Replica second = new Replica(folder.resolve("sts-1"), cluster);
    lose();
    cluster.api().kubectl("apply", "-f", manifest("tenant.yaml"));
    node();
    tasks();
    nameMissingServiceAccount();
    statuses();
    refuse(first, second);
    tellUse(first);
    awaitMended();
  }

  private void startOperator(int webhooks) throws Exception {
    Path token = Files.writeString(token(), "none");
    cluster
        .run(
            OPERATOR,
            "operator/target/quarkus-app/quarkus-run.jar",
            "operator-0",
            List.of(
                "quarkus.management.port=0",
                "quarkus.shutdown.delay=0s",
                "rolecall.webhook.port=" + webhooks,
                "rolecall.tls.webhook-names=127.0.0.1",
                "rolecall.tls.sts-names=localhost",
                "rolecall.last-used.token-file=" + token,
                "rolecall.last-used.interval=1s"))
        .awaitLine("webhooks are served on port");
    await("the API server trusts the webhooks")
        .atMost(PATIENCE)
        .until(() ->
            client
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("rolecall")
                .require()
                .getWebhooks()
                .stream()
                .allMatch(webhook -> webhook.getClientConfig().getCaBundle() != null));
  }

  private void lose() {
    LOSSES.forEach((name, loss) -> secret(name).patch(merge(), loss));
    client
        .configMaps()
        .inNamespace(AccessCluster.SYSTEM)
        .withName("rolecall-sts-ca")
        .patch(merge(), "{\"data\": {\"ca.crt\": \"none\"}}");
  }

  private void awaitMended() {
    for (Map.Entry<String, String> loss : LOSSES.entrySet()) {
      secret(loss.getKey())
          .waitUntilCondition(Scenario::isWhole, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    client
        .configMaps()
        .inNamespace(AccessCluster.SYSTEM)
        .withName("rolecall-sts-ca")
        .waitUntilCondition(
            map -> !"none".equals(map.getData().get("ca.crt")),
            PATIENCE.toSeconds(),
            TimeUnit.SECONDS);
  }

  private static boolean isWhole(Secret secret) {
    Map<String, String> data = secret.getData();
    return data.containsKey("keys.json")
        ? data.containsKey("identity-token-keys.json")
        : data.containsKey("ca.crt") && !"bm9uZQ==".equals(data.get("tls.crt"));
  }

  private io.fabric8.kubernetes.client.dsl.Resource<Secret> secret(String name) {
    return client.secrets().inNamespace(AccessCluster.SYSTEM).withName(name);
  }

  /** No agent is on it, which the operator says. */
  private void node() throws Exception {
    cluster.api().kubectl("apply", "-f", manifest("node.yaml"));
    client
        .nodes()
        .withName("node-1")
        .waitUntilCondition(
            node -> !node.getSpec().getTaints().isEmpty(), PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** One is told to stop before a node takes it, one while it runs, and one loses its pod. */
  private void tasks() throws Exception {
    for (String file : List.of("account", "roles", "definition")) {
      cluster
          .api()
          .kubectl(
              "apply",
              "-f",
              ProjectFiles.root().resolve("examples/tasks/" + file + ".yaml").toString());
    }
    client
        .namespaces()
        .withName(REPORTS)
        .waitUntilCondition(
            now -> now.getMetadata().getLabels().containsKey("rolecall.dev/account"),
            PATIENCE.toSeconds(),
            TimeUnit.SECONDS);
    cluster.api().kubectl("apply", "-f", manifest("tasks.yaml"));
    for (String task : List.of("waiting", "running", "lost")) {
      awaitTask(task, "PENDING");
    }
    bind("task-running");
    client
        .pods()
        .inNamespace(REPORTS)
        .withName("task-running")
        .subresource("status")
        .patch(merge(), RUNNING);
    awaitTask("running", "RUNNING");
    client.pods().inNamespace(REPORTS).withName("task-lost").withGracePeriod(0).delete();
    for (String task : List.of("waiting", "running")) {
      task(task).patch(merge(), "{\"spec\": {\"desiredStatus\": \"STOPPED\"}}");
    }
    awaitTask("waiting", "STOPPED");
    awaitTask("lost", "STOPPED");
    client
        .pods()
        .inNamespace(REPORTS)
        .withName("task-running")
        .waitUntilCondition(
            pod -> pod.getSpec().getActiveDeadlineSeconds() != null,
            PATIENCE.toSeconds(),
            TimeUnit.SECONDS);
  }

  private void bind(String pod) {
    client.raw(
        "/api/v1/namespaces/%s/pods/%s/binding".formatted(REPORTS, pod),
        "POST",
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Binding",
            "metadata",
            Map.of("name", pod),
            "target",
            Map.of("apiVersion", "v1", "kind", "Node", "name", "node-1")));
  }

  private io.fabric8.kubernetes.client.dsl.Resource<GenericKubernetesResource> task(String name) {
    return client
        .genericKubernetesResources("rolecall.dev/v1alpha1", "Task")
        .inNamespace(REPORTS)
        .withName(name);
  }

  private void awaitTask(String name, String lastStatus) {
    task(name)
        .waitUntilCondition(
            now -> now != null && lastStatus.equals(now.get("status", "lastStatus")),
            PATIENCE.toSeconds(),
            TimeUnit.SECONDS);
  }

  /** Of each kind one. */
  private void statuses() throws IOException {
    for (String kind :
        List.of(
            "Account",
            "IAMRole",
            "IAMPolicy",
            "OIDCProvider",
            "RoleAssociation",
            "InstanceProfile",
            "TaskDefinition")) {
      await(kind + " has a status")
          .atMost(PATIENCE)
          .until(() ->
              client
                  .genericKubernetesResources("rolecall.dev/v1alpha1", kind)
                  .inAnyNamespace()
                  .list()
                  .getItems()
                  .stream()
                  .allMatch(found -> Objects.nonNull(found.get("status", "conditions"))));
    }
    await("the trusted role is held")
        .atMost(PATIENCE)
        .until(() ->
            client
                .genericKubernetesResources("rolecall.dev/v1alpha1", "IAMRole")
                .inNamespace(REPORTS)
                .withName("archive")
                .require()
                .getMetadata()
                .getAnnotations()
                .containsKey("rolecall.dev/trusted-roles"));
  }

  /** Both replicas tell the same of the same pod: one makes the Event, the other counts it. */
  private void refuse(Replica first, Replica second) throws Exception {
    bind("intruder");
    String token = intruder();
    for (Replica replica : List.of(first, second)) {
      await("sts refuses the role")
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(
              () -> replica.assume(token, "arn:aws:iam::333333333333:role/report-task"),
              code -> code == 403);
    }
    await("an Event tells of it")
        .atMost(PATIENCE)
        .until(() ->
            client.v1().events().inNamespace(REPORTS).list().getItems().stream()
                .anyMatch(event -> event.getReason().equals("RoleNotAssumed")));
  }

  /** The operator asks sts and writes it into the role's status. */
  private void tellUse(Replica sts) throws Exception {
    client
        .resource(ServiceEndpoints.onThisMachine(AccessCluster.SYSTEM, "rolecall-sts", sts.port()))
        .create();
    Files.writeString(token(), cluster.token(OPERATOR, "operator-0", "operator.rolecall.dev"));
    await("a role is used")
        .atMost(PATIENCE)
        .until(
            () -> sts.assume(intruder(), "arn:aws:iam::333333333333:role/seen"),
            code -> code == 200);
    client
        .genericKubernetesResources("rolecall.dev/v1alpha1", "IAMRole")
        .inNamespace(REPORTS)
        .withName("seen")
        .waitUntilCondition(
            role -> role.get("status", "lastUsed", "time") != null,
            PATIENCE.toSeconds(),
            TimeUnit.SECONDS);
  }

  private Path token() {
    return folder.resolve("operator.token");
  }

  private String intruder() {
    return cluster.token(
        new ServiceAccountName(REPORTS, "intruder"), "intruder", "sts.amazonaws.com");
  }

  /** Whether it is admitted is nobody's question: the operator looks whether it has just come. */
  private void nameMissingServiceAccount() throws InterruptedException {
    try {
      cluster.api().kubectl("apply", "-f", manifest("stranger.yaml"));
    } catch (IOException refused) {
      // Admitted or not: it was looked for.
    }
  }

  static String text(Secret secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
  }

  private static PatchContext merge() {
    return PatchContext.of(PatchType.JSON_MERGE);
  }

  private static String manifest(String name) {
    return ProjectFiles.root().resolve("src/e2e/src/test/resources/access/" + name).toString();
  }
}
