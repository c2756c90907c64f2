package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.binding.EksPrefix;
import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InformerDirectoriesIT {
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static ApiServer server;
  private static Directories directories;

  @BeforeAll
  static void start() throws Exception {
    server = ApiServer.start();
    // Started before the definitions are there: it must not give up.
    directories =
        InformerDirectories.start(
            server.newClient(),
            Reserved.issuers(Set.of()),
            PolicyQuotas.AWS_DEFAULTS,
            EksPrefix.DEFAULT,
            Clock.systemUTC());
    server.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    server.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
    eventually(() -> assertThat(directories.ready()).isTrue());
    create(
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: Account
        metadata: {name: acme}
        spec: {accountId: "111111111111", namespaces: [default]}
        """);
    eventually(() -> assertThat(directories.resources().accountOf("default")).isPresent());
  }

  @AfterAll
  static void stop() throws IOException {
    if (directories != null) {
      directories.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void rolesComeChangeAndGo() {
    create(role("coming", ""));
    eventually(() -> assertThat(directories.resources().role(ACCOUNT, "coming")).isPresent());

    server.client().resource(role("coming", "  maxSessionDuration: 7200\n")).update();
    eventually(() ->
        assertThat(directories.resources().role(ACCOUNT, "coming"))
            .get()
            .matches(role -> role.maxSessionDuration().equals(Duration.ofHours(2))));

    server.client().resource(role("coming", "")).delete();
    eventually(() -> assertThat(directories.resources().role(ACCOUNT, "coming")).isEmpty());
  }

  @Test
  void roleThatSlippedInWithMisspeltBoundaryIsNoRole() {
    create(role("misspelt", "  permissionBoundary: Limit\n"));
    create(role("marker", ""));

    eventually(() -> assertThat(directories.resources().role(ACCOUNT, "marker")).isPresent());
    assertThat(directories.resources().role(ACCOUNT, "misspelt")).isEmpty();
  }

  @Test
  void podsLiveUntilTheyAreDeletedAndAreNotMistakenForTheirSuccessors() throws Exception {
    server.kubectl("create", "serviceaccount", "web");
    server.kubectl("annotate", "serviceaccount", "web", "rolecall.dev/role=coming");
    Pod first = createPod();
    eventually(() ->
        assertThat(directories.workloads().find(uid(first)))
            .isInstanceOfSatisfying(
                Lookup.Living.class,
                living ->
                    assertThat(living.workload().serviceAccountAnnotations())
                        .containsEntry("rolecall.dev/role", "coming")));

    server.kubectl("delete", "pod", "web", "--grace-period=0", "--force");
    Pod second = createPod();

    eventually(() ->
        assertThat(directories.workloads().find(uid(second))).isInstanceOf(Lookup.Living.class));
    assertThat(directories.workloads().find(uid(first))).isInstanceOf(Lookup.Gone.class);
  }

  @Test
  void nodesSayWhatTheyAreAndWhichPodsTheyHave() throws Exception {
    create(
        """
        apiVersion: v1
        kind: Node
        metadata:
          name: node-1
          labels: {node-restriction.kubernetes.io/pool: web, kubernetes.io/hostname: not-kept}
        """);
    create(role("node", ""));
    create(
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: InstanceProfile
        metadata: {name: web}
        spec:
          nodeSelector: {matchLabels: {node-restriction.kubernetes.io/pool: web}}
          role: arn:aws:iam::111111111111:role/node
        """);
    create(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: placed, namespace: default}
        spec:
          nodeName: node-1
          automountServiceAccountToken: false
          containers: [{name: web, image: web}]
        """);
    server.kubectl(
        "patch",
        "pod",
        "placed",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"podIP\":\"10.0.0.7\",\"podIPs\":[{\"ip\":\"10.0.0.7\"}]}}");

    eventually(() ->
        assertThat(directories.nodes().pods("node-1"))
            .singleElement()
            .satisfies(uid ->
                assertThat(directories.nodes().status(uid).orElseThrow().addresses())
                    .containsExactly("10.0.0.7")));
    eventually(() -> {
      Map<String, String> labels = directories.nodes().node("node-1").orElseThrow().labels();
      assertThat(labels).containsOnlyKeys("node-restriction.kubernetes.io/pool");
      assertThat(directories.resources().instanceProfile(labels))
          .hasValueSatisfying(profile -> assertThat(profile.name()).isEqualTo("web"));
    });

    server.kubectl("delete", "pod", "placed", "--grace-period=0", "--force");
    server.kubectl("delete", "node", "node-1");
    eventually(() -> {
      assertThat(directories.nodes().pods("node-1")).isEmpty();
      assertThat(directories.nodes().node("node-1")).isEmpty();
    });
  }

  @Test
  void namespacesBelongToTheAccountThatSelectsThemWhileTheyHaveTheLabel() throws Exception {
    create(
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: Account
        metadata: {name: globex}
        spec: {accountId: "222222222222", namespaceSelector: {matchLabels: {tenant: globex}}}
        """);
    server.kubectl("create", "namespace", "globex-web");
    eventually(() ->
        assertThat(directories.resources().account(new AccountId("222222222222"))).isPresent());
    assertThat(directories.resources().accountOf("globex-web")).isEmpty();

    server.kubectl("label", "namespace", "globex-web", "tenant=globex");
    eventually(() -> assertThat(directories.resources().accountOf("globex-web")).isPresent());

    server.kubectl("label", "namespace", "globex-web", "tenant-");
    eventually(() -> assertThat(directories.resources().accountOf("globex-web")).isEmpty());
  }

  @Test
  void ageIsKnown() {
    eventually(
        () -> assertThat(directories.asOf()).isAfter(Instant.now().minus(Duration.ofMinutes(1))));
  }

  private static Pod createPod() {
    return server
        .client()
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: default}
                spec:
                  serviceAccountName: web
                  automountServiceAccountToken: false
                  containers: [{name: web, image: web}]
                """,
                Pod.class))
        .create();
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }

  private static String role(String name, String more) {
    return """
    apiVersion: rolecall.dev/v1alpha1
    kind: IAMRole
    metadata: {name: %s, namespace: default}
    spec:
      trustPolicy:
        Version: "2012-10-17"
        Statement: {Effect: Allow, Principal: {Service: pods.eks.amazonaws.com}, Action: "sts:AssumeRole"}
    %s\
    """
        .formatted(name, more);
  }

  private static void create(String yaml) {
    server.client().resource(yaml).create();
  }

  private static void eventually(ThrowingRunnable assertion) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
  }
}
