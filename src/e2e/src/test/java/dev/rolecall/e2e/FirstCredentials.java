package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The main job on a real cluster, whichever it is: pods get their own role's credentials, and
 * nobody else's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FirstCredentials {
  private static final String MODE = "rolecall.dev/mode";
  private static final String ROLE = "rolecall.dev/role";
  private static final String ASSUMED = "arn:aws:sts::111111111111:assumed-role/reports/";

  private TestCluster cluster;
  private KubernetesClient client;
  private Tenants tenants;

  abstract TestCluster start() throws IOException, InterruptedException;

  @BeforeAll
  void installOnCluster() throws IOException, InterruptedException {
    cluster = start();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
            .build();
    Installation installation = new Installation(cluster, client);
    installation.remove();
    String image = installation.load();
    installation.install(Map.of("agent.enabled", false));
    tenants = new Tenants(client, installation, image);
    tenants.apply();
  }

  @AfterAll
  void leaveNothingBehind() throws IOException, InterruptedException {
    if (client != null) {
      new Installation(cluster, client).remove();
      client.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void podGetsItsOwnRolesCredentialsThroughTheInjectedSidecar() {
    tenants.startProbe(
        Tenants.ACME, "reporter", "reporter", Map.of(MODE, "sidecar", ROLE, "reports"));

    String line = tenants.awaitLine(Tenants.ACME, "reporter", "IDENTITY");

    assertThat(line).startsWith("IDENTITY " + ASSUMED + "eks-rolecall-reporter-");
  }

  @Test
  void podOfAnEksManifestGetsCredentialsByWebIdentity() {
    tenants.startProbe(Tenants.ACME, "web", "web", Map.of());

    assertThat(tenants.awaitLine(Tenants.ACME, "web", "IDENTITY")).contains(ASSUMED);
  }

  @Test
  void podOfAnotherTenantThatNamesTheRoleIsRefusedAndAnEventSaysWhy() {
    tenants.startProbe(
        Tenants.GLOBEX, "intruder", "intruder", Map.of(MODE, "sidecar", ROLE, Tenants.ROLE));

    tenants.awaitLine(Tenants.GLOBEX, "intruder", "FAILED");
    String answer = tenants.runProbe(Tenants.GLOBEX, "intruder", "credentials", Map.of());
    Event event = tenants.awaitWarning(Tenants.GLOBEX, "intruder", Tenants.ROLE);

    assertThat(answer).contains("AccessDenied").doesNotContain("SecretAccessKey");
    assertThat(event.getMessage()).contains("trust policy");
  }

  @Test
  void sessionDiesWithItsPod() {
    Map<String, String> annotations = Map.of(MODE, "sidecar", ROLE, "reports");
    tenants.startProbe(Tenants.ACME, "short-lived", "reporter", annotations);
    tenants.startProbe(Tenants.ACME, "bystander", "reporter", annotations);
    tenants.awaitLine(Tenants.ACME, "short-lived", "IDENTITY");
    tenants.awaitLine(Tenants.ACME, "bystander", "IDENTITY");
    Map<String, String> stolen =
        credentials(tenants.runProbe(Tenants.ACME, "short-lived", "credentials", Map.of()));

    String before = tenants.runProbe(Tenants.ACME, "bystander", "once", stolen);
    tenants.deletePod(Tenants.ACME, "short-lived");
    String after = tenants.runProbe(Tenants.ACME, "bystander", "once", stolen);

    assertThat(before).startsWith("IDENTITY " + ASSUMED + "eks-rolecall-short-lived-");
    assertThat(after).startsWith("REFUSED ExpiredToken");
  }

  @Test
  void roleWithMisspeltBoundaryIsRefused() {
    String manifest =
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: IAMRole
        metadata: {name: unbounded, namespace: acme-shop}
        spec:
          permissionBoundary: limits
          trustPolicy:
            Version: "2012-10-17"
            Statement: {Effect: Allow, Principal: {Service: pods.eks.amazonaws.com}, Action: "sts:AssumeRole"}
        """;

    assertThatThrownBy(() -> client.resource(manifest).create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.permissionBoundary")
        .hasMessageContaining("permissionsBoundary");
  }

  private static Map<String, String> credentials(String json) {
    JsonNode answer = Serialization.unmarshal(json, JsonNode.class);
    return Map.of(
        "AWS_ACCESS_KEY_ID", answer.path("AccessKeyId").asText(),
        "AWS_SECRET_ACCESS_KEY", answer.path("SecretAccessKey").asText(),
        "AWS_SESSION_TOKEN", answer.path("Token").asText());
  }
}
