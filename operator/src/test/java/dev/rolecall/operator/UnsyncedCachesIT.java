package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.testkit.FreePort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * An API server that does not tell the operator everything yet. Its lists are withheld by RBAC,
 * which is all that an operator sees of one that is slow to list.
 */
class UnsyncedCachesIT {
  private static final String ACCOUNT = "100000000001";
  private static final String TEAM = "team";
  private static final String USER = "half-blind-operator";
  private static final String AUTHORITY = "rolecall-ca";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The operator renews and publishes its authority after each look at whether to answer. */
  @Test
  void answersNoReviewBeforeAllItsCachesAreFull() throws Exception {
    try (InstalledChart cluster = InstalledChart.withoutWebhooks()) {
      KubernetesClient client = cluster.client();
      OperatorObjects objects = new OperatorObjects(client);
      objects.account(ACCOUNT, TEAM);
      objects.serviceAccount(TEAM, "app", Map.of());
      IAMRole role = client.resource(objects.role(TEAM, "reader", "")).create();
      cluster.api().kubectl("label", "namespace", TEAM, "rolecall.dev/account=" + ACCOUNT);
      Pod pod = objects.pod(TEAM, "app", "rolecall.dev/role: reader");
      allowAllButSomeLists(client);
      cluster.addWebhooks();
      int health = FreePort.find();
      RunningOperator operator =
          cluster.replica(
              "operator-0",
              cluster.webhooks(),
              "-Dkubernetes.impersonate.username=" + USER,
              "-Dkubernetes.watch.reconnectInterval=100",
              "-Dquarkus.management.port=" + health);

      cluster.awaitTrusted();
      assertThatNobodyAnswers(cluster, health, pod);

      allowToList(client, "nodes");
      objects.until(role, condition -> "True".equals(condition.getStatus()));
      renewAuthority(client);
      assertThatNobodyAnswers(cluster, health, pod);

      allowToList(client, "serviceaccounts");
      operator.awaitServing();
      await().atMost(PATIENCE).until(() -> ready(health).contains("\"status\": \"UP\""));
      Pod made =
          await()
              .atMost(PATIENCE)
              .ignoreException(KubernetesClientException.class)
              .until(() -> client.resource(pod).create(), created -> true);
      assertThat(made.getSpec().getContainers().getFirst().getEnv())
          .extracting(EnvVar::getName)
          .contains("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    }
  }

  private static void assertThatNobodyAnswers(InstalledChart cluster, int health, Pod pod) {
    await()
        .atMost(PATIENCE)
        .ignoreException(ConnectException.class)
        .untilAsserted(() ->
            assertThat(ready(health).replaceAll("\\s", ""))
                .contains("{\"name\":\"webhooks\",\"status\":\"DOWN\"}"));
    assertThatThrownBy(
            () -> new Socket(InetAddress.getByName("127.0.0.1"), cluster.webhooks()).close())
        .isInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> cluster.client().resource(pod).create())
        .hasMessageContaining("failed calling webhook \"pods.rolecall.dev\"");
  }

  private static String ready(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  private static void renewAuthority(KubernetesClient client) {
    String before = trusted(client);
    client.secrets().inNamespace(InstalledChart.SYSTEM).withName(AUTHORITY).delete();
    await().atMost(PATIENCE).until(() -> !trusted(client).equals(before));
  }

  private static String trusted(KubernetesClient client) {
    return client
        .admissionRegistration()
        .v1()
        .validatingWebhookConfigurations()
        .withName("rolecall")
        .require()
        .getWebhooks()
        .getFirst()
        .getClientConfig()
        .getCaBundle();
  }

  private static void allowAllButSomeLists(KubernetesClient client) {
    allow(
        client,
        "all-but-some-lists",
        """
        - apiGroups: [rolecall.dev, coordination.k8s.io, authorization.k8s.io, admissionregistration.k8s.io]
          resources: ["*"]
          verbs: ["*"]
        - {apiGroups: [""], resources: [namespaces, pods, secrets, configmaps], verbs: ["*"]}
        - {nonResourceURLs: ["*"], verbs: [get]}
        """);
  }

  private static void allowToList(KubernetesClient client, String resource) {
    allow(
        client,
        resource,
        """
        - {apiGroups: [""], resources: [%s], verbs: [get, list, watch]}
        """
            .formatted(resource));
  }

  private static void allow(KubernetesClient client, String name, String rules) {
    client
        .load(
            new ByteArrayInputStream(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %1$s}
                rules:
                %2$s
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %3$s}]
                """
                    .formatted(name, rules, USER)
                    .getBytes(StandardCharsets.UTF_8)))
        .create();
  }
}
