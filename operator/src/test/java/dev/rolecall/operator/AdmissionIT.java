package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.PodWays;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.FreePort;
import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.Requirement;
import io.fabric8.kubernetes.api.model.EphemeralContainerBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What the chart's webhooks refuse and let through, on a real API server, operator or none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdmissionIT {
  private static final String LABEL = "rolecall.dev/account";
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";
  private static final String ID = "100000000051";
  private static final int FIRST = -1;
  private static final int LAST = Integer.MAX_VALUE;

  private ApiServer api;
  private KubernetesClient client;
  private OperatorObjects objects;
  private int port;
  private @Nullable RunningOperator operator;

  @BeforeAll
  void startApiServer() throws Exception {
    api = ApiServer.start();
    client = clientAs(null);
    objects = new OperatorObjects(client);
    api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    objects.namespace("rolecall-system");
    port = FreePort.find();
  }

  @AfterAll
  void stop() throws Exception {
    if (operator != null) {
      operator.close();
    }
    if (api != null) {
      client.close();
      api.close();
    }
  }

  @Test
  @Order(FIRST)
  void failsClosedInAccountsNamespacesAloneUntilTheOperatorAnswers() throws Exception {
    objects.account(ID, "team");
    for (String namespace : List.of("elsewhere", "unlabelled")) {
      objects.namespace(namespace);
    }
    label("team", LABEL, ID);
    for (String system : List.of("kube-system", "rolecall-system")) {
      label(system, LABEL, ID);
      // Kubernetes since 1.21 does this itself, and lets nobody change it.
      label(system, NAME_LABEL, system);
    }
    for (String namespace : List.of("team", "elsewhere", "kube-system", "rolecall-system")) {
      objects.serviceAccount(namespace, "app", Map.of());
    }
    install("Fail");

    // So a path would keep no secret: whoever makes a pod now is told it.
    assertThatThrownBy(() -> client.resource(objects.pod("team", "app", "a: b")).create())
        .hasMessageContaining("failed calling webhook")
        .hasMessageContaining("/mutate-pods");
    Pod skipped = labelled(objects.pod("team", "app", "a: b"), "rolecall.dev/skip", "true");
    assertThatThrownBy(() -> client.resource(skipped).create())
        .hasMessageContaining("failed calling webhook \"pod-rules.rolecall.dev\"");
    for (String namespace : List.of("elsewhere", "kube-system", "rolecall-system")) {
      assertThat(client.resource(objects.pod(namespace, "app", "a: b")).create()).isNotNull();
    }
    objects.namespace("meanwhile");

    start();
    InstalledChart.awaitTrusted(client);
    Pod pod = client.resource(objects.pod("team", "app", "a: b")).create();
    assertThat(pod.getSpec().getContainers().getFirst().getEnv()).isNotEmpty();
  }

  @Test
  void looksUpAServiceAccountThatIsYoungerThanItsCache() {
    String arn = "arn:aws:iam::" + ID + ":role/new";
    for (int i = 0; i < 5; i++) {
      objects.serviceAccount("team", "new-" + i, Map.of("eks.amazonaws.com/role-arn", arn));
      Pod pod = client.resource(objects.pod("team", "new-" + i, "a: b")).create();
      assertThat(pod.getSpec().getContainers().getFirst().getEnv())
          .anyMatch(variable -> arn.equals(variable.getValue()));
    }
  }

  @Test
  void refusesPodsThatReachTheirNeighboursUnlessTheAccountAllowsIt() {
    Pod pod =
        new PodBuilder(objects.pod("team", "app", "a: b"))
            .editSpec()
            .withHostPID(true)
            .withHostNetwork(true)
            .addNewVolume()
            .withName("root")
            .withNewHostPath("/", "")
            .endVolume()
            .editFirstContainer()
            .withNewSecurityContext()
            .withPrivileged(true)
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .build();
    assertThatThrownBy(() -> client.resource(pod).create())
        .hasMessageContaining("spec.hostPID is true")
        .hasMessageContaining("spec.hostNetwork is true")
        .hasMessageContaining("spec.volumes[name=root].hostPath is '/'")
        .hasMessageContaining("spec.containers[name=app].securityContext.privileged is true")
        .hasMessageContaining("of Account 'account-" + ID + "'");
    assertThatThrownBy(() -> client.resource(pod).dryRun().create())
        .hasMessageContaining("spec.hostPID is true");
    assertThatThrownBy(() ->
            client
                .resource(labelled(pod, "eks.amazonaws.com/skip-pod-identity-webhook", "anything"))
                .create())
        .hasMessageContaining("spec.hostPID is true");

    Account allowing = OperatorObjects.accountOf("100000000052", "trusted");
    PodWays ways = new PodWays();
    ways.setPrivileged(true);
    ways.setHostPath(true);
    ways.setHostNamespaces(true);
    ways.setHostNetwork(true);
    allowing.getSpec().setPods(ways);
    client.resource(allowing).create();
    objects.namespace("trusted");
    objects.serviceAccount("trusted", "app", Map.of());
    pod.getMetadata().setNamespace("trusted");
    assertThat(client.resource(pod).create()).isNotNull();
  }

  /** The API server drops what it does not know, before it asks: so there is no other spelling. */
  @Test
  void seesFieldsAsTheApiServerDoes() {
    Pod pod =
        client
            .getKubernetesSerialization()
            .unmarshal(
                client.raw(
                    "/api/v1/namespaces/team/pods",
                    "POST",
                    """
                    {"apiVersion": "v1", "kind": "Pod",
                     "metadata": {"generateName": "case-", "namespace": "team"},
                     "spec": {"HostPID": true, "hostpid": true, "serviceAccountName": "app",
                       "containers": [{"name": "a", "image": "a",
                         "securityContext": {"Privileged": true}}]}}
                    """),
                Pod.class);
    assertThat(pod.getSpec().getHostPID()).isNull();
    assertThatThrownBy(() ->
            client.raw(
                "/api/v1/namespaces/team/pods",
                "POST",
                """
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"generateName": "twice-", "namespace": "team"},
                 "spec": {"hostPID": false, "hostPID": true, "serviceAccountName": "app",
                   "containers": [{"name": "a", "image": "a"}]}}
                """))
        .hasMessageContaining("spec.hostPID is true");
  }

  @Test
  void refusesPrivilegedContainersThatAreAddedLater() {
    Requirement.whereThereIs(
        Integer.parseInt(client.getKubernetesVersion().getMinor().replaceAll("[^0-9]", "")) >= 23,
        "Kubernetes adds no containers to pods before 1.23");
    Pod running = client.resource(objects.pod("team", "app", "a: b")).create();
    assertThatThrownBy(() -> debug(running, "privileged", true))
        .hasMessageContaining(
            "spec.ephemeralContainers[name=privileged].securityContext.privileged is true");
    assertThat(debug(running, "plain", false).getSpec().getEphemeralContainers()).hasSize(1);
  }

  @Test
  void letsThoseUseARoleToWhomRbacGrantsIt() throws Exception {
    Account granting = OperatorObjects.accountOf("100000000054", "granted");
    granting.getSpec().setRoleUse("Granted");
    client.resource(granting).create();
    objects.namespace("granted");
    objects.serviceAccount("granted", "app", Map.of());
    objects.serviceAccount("granted", "other", Map.of());
    IAMRole role = client.resource(objects.role("granted", "reader", "roleName: Reader")).create();
    objects.until(role, condition -> "True".equals(condition.getStatus()));
    objects.mayUse("granted", "reader");
    client
        .namespaces()
        .withName("granted")
        .waitUntilCondition(
            now -> now.getMetadata().getLabels().containsKey(LABEL), 30, TimeUnit.SECONDS);
    api.kubectl("create role pods -n granted --verb=create --resource=pods".split(" "));
    api.kubectl(
        "create rolebinding app -n granted --role=use --serviceaccount=granted:app".split(" "));
    api.kubectl("create rolebinding bob -n granted --role=pods --user=bob".split(" "));

    try (KubernetesClient bob = clientAs("bob")) {
      String annotation = "rolecall.dev/role: Reader";
      assertThat(bob.resource(objects.pod("granted", "app", annotation)).create()).isNotNull();
      assertThatThrownBy(() -> bob.resource(objects.pod("granted", "other", annotation)).create())
          .hasMessageContaining(
              "neither 'bob' nor the pod's service account may use IAMRole"
                  + " 'reader' of namespace 'granted'");
      assertThat(bob.resource(objects.pod("granted", "other", "a: b")).create()).isNotNull();
    }
  }

  @Test
  void labelsANamespaceInTheMomentItIsMadeAndKeepsTheLabel() {
    Account account = OperatorObjects.accountOf("100000000053", "early");
    client.resource(account).create();
    client
        .resource(account)
        .waitUntilCondition(
            now -> now.getStatus() != null && !now.getStatus().getConditions().isEmpty(),
            30,
            TimeUnit.SECONDS);
    Namespace early =
        client
            .resource(
                new NamespaceBuilder().withNewMetadata().withName("early").endMetadata().build())
            .create();
    assertThat(early.getMetadata().getLabels()).containsEntry(LABEL, "100000000053");

    Namespace after =
        client
            .namespaces()
            .withName("early")
            .edit(now -> {
              now.getMetadata().getLabels().remove(LABEL);
              return now;
            });
    assertThat(after.getMetadata().getLabels()).containsEntry(LABEL, "100000000053");
    Namespace spoofed =
        client
            .namespaces()
            .withName("unlabelled")
            .edit(now ->
                new NamespaceBuilder(now)
                    .editMetadata()
                    .addToLabels(LABEL, ID)
                    .endMetadata()
                    .build());
    assertThat(spoofed.getMetadata().getLabels()).doesNotContainKey(LABEL);
    label("early", NAME_LABEL, "kube-system");
    assertThat(client.namespaces().withName("early").get().getMetadata().getLabels())
        .containsEntry(NAME_LABEL, "early");
  }

  @Test
  @Order(LAST)
  void observesWithoutChangingOrRefusingAnything() throws Exception {
    Objects.requireNonNull(operator).close();
    client.admissionRegistration().v1().mutatingWebhookConfigurations().delete();
    client.admissionRegistration().v1().validatingWebhookConfigurations().delete();
    install("Ignore");
    assertThat(client.resource(objects.pod("team", "app", "a: b")).create()).isNotNull();

    start("-Drolecall.webhook.observe=true");
    InstalledChart.awaitTrusted(client);
    String said =
        api.kubectl(
            "run",
            "observed",
            "--image=app:1",
            "-n",
            "team",
            "--overrides={\"apiVersion\":\"v1\",\"spec\":{\"hostPID\":true,\"serviceAccountName\":\"app\"}}");
    assertThat(said)
        .contains("observe-only: Rolecall would change it in")
        .contains("observe-only: Rolecall would refuse it: spec.hostPID is true")
        .contains("pod/observed created");
    Pod pod = client.pods().inNamespace("team").withName("observed").get();
    assertThat(pod.getSpec().getContainers().getFirst().getEnv()).isEmpty();
    assertThat(Objects.requireNonNull(operator).output())
        .contains("observe-only: Pod team/observed (CREATE): would refuse it: spec.hostPID");
  }

  private void install(String failurePolicy) throws Exception {
    client
        .load(
            new ByteArrayInputStream(
                OperatorObjects.webhooks(port, failurePolicy).getBytes(StandardCharsets.UTF_8)))
        .create();
  }

  /**
   * What is refused while the operator is away is not tried again.
   *
   * @param user null for the administrator
   */
  private KubernetesClient clientAs(@Nullable String user) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.fromKubeconfig(api.kubeConfig()))
                .withImpersonateUsername(user)
                .withRequestRetryBackoffLimit(0)
                .build())
        .build();
  }

  /** Returns once the operator answers. */
  private void start(String... more) throws Exception {
    RunningOperator started =
        RunningOperator.start(
            api,
            port,
            Stream.concat(
                    Stream.of(
                        "-Drolecall.cluster.issuer=" + ApiServer.ISSUER,
                        "-Drolecall.webhook.agent-image=registry.test/rolecall:1"),
                    Stream.of(more))
                .toArray(String[]::new));
    operator = started;
    started.awaitServing();
  }

  private Pod debug(Pod pod, String name, boolean privileged) {
    return client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .ephemeralContainers()
        .edit(now ->
            new PodBuilder(now)
                .editSpec()
                .addToEphemeralContainers(
                    new EphemeralContainerBuilder()
                        .withName(name)
                        .withImage("debug:1")
                        .withNewSecurityContext()
                        .withPrivileged(privileged)
                        .endSecurityContext()
                        .build())
                .endSpec()
                .build());
  }

  private void label(String namespace, String key, String value) {
    client
        .namespaces()
        .withName(namespace)
        .edit(now ->
            new NamespaceBuilder(now).editMetadata().addToLabels(key, value).endMetadata().build());
  }

  private static Pod labelled(Pod pod, String key, String value) {
    return new PodBuilder(pod).editMetadata().withLabels(Map.of(key, value)).endMetadata().build();
  }
}
