package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The main job on a real cluster, whichever it is: pods get their own role's credentials, and
 * nobody else's.
 */
abstract class FirstCredentials extends OnCluster {
  private static final Map<String, ?> VALUES =
      Map.of("agent.enabled", false, "operator.lastUsed.interval", "2s");

  @Override
  void install(String image) {
    installation.install(VALUES);
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
  void tokenOfAnIssuerThatTheAccountDeclaredGetsTheRoleThatTrustsIt() throws JOSEException {
    tenants.startProbe(Tenants.ACME, "builder", "web", Map.of());
    ForeignIssuer issuer = new ForeignIssuer();
    issuer.declare(client);
    tenants.awaitLine(Tenants.ACME, "builder", "IDENTITY");
    new PodShell(client, Tenants.ACME, "builder")
        .run(List.of("sh", "-c", "printf %%s '%s' > /tmp/ci-token".formatted(issuer.token())));

    String who =
        tenants.runProbe(
            Tenants.ACME,
            "builder",
            "once",
            Map.of(
                "AWS_WEB_IDENTITY_TOKEN_FILE", "/tmp/ci-token",
                "AWS_ROLE_ARN", ForeignIssuer.ROLE,
                "AWS_ROLE_SESSION_NAME", "build-7"));

    assertThat(who).isEqualTo("IDENTITY arn:aws:sts::111111111111:assumed-role/deploy/build-7");
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

  /** Both programs' pods are replaced twice, while pods ask and while pods are made. */
  @Test
  void upgradeAndReturnLoseNoRequestAndNoPod() throws Exception {
    Map<String, String> sidecar = Map.of(MODE, "sidecar", ROLE, "reports");
    tenants.startProbe(Tenants.ACME, "steady", "reporter", sidecar);
    tenants.startProbe(Tenants.ACME, "steady-web", "web", Map.of());
    for (String pod : List.of("steady", "steady-web")) {
      tenants.awaitLine(Tenants.ACME, pod, "IDENTITY");
    }
    Map<String, Object> next = new HashMap<>(VALUES);
    next.put("sts.limits.podCallsPerSecond", 101);
    next.put("operator.lastUsed.granularity", "59m");

    Admissions admissions =
        Admissions.begin(client, tenants.probe(Tenants.ACME, "admitted", "reporter", sidecar));
    try (admissions) {
      installation.upgrade(next);
      installation.upgrade(VALUES);
    }

    assertThat(admissions.made()).isGreaterThan(20);
    assertThat(admissions.failures()).isEmpty();
    for (String pod : List.of("steady", "steady-web")) {
      assertThat(tenants.lines(Tenants.ACME, pod))
          .as(pod)
          .hasSizeGreaterThan(20)
          .allMatch(line -> line.startsWith("IDENTITY "));
    }
  }

  /** Seen by one replica of sts or by both, asked by the operator that leads. */
  @Test
  void roleThatWasUsedSaysSoInItsStatus() {
    tenants.startProbe(Tenants.ACME, "user", "reporter", Map.of(MODE, "sidecar", ROLE, "reports"));
    tenants.awaitLine(Tenants.ACME, "user", "IDENTITY");

    GenericKubernetesResource used =
        client
            .genericKubernetesResources("rolecall.dev/v1alpha1", "IAMRole")
            .inNamespace(Tenants.ACME)
            .withName("reports")
            .waitUntilCondition(
                role -> role != null && role.get("status", "lastUsed", "time") != null,
                1,
                TimeUnit.MINUTES);

    assertThat(Instant.parse(used.get("status", "lastUsed", "time")))
        .isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(5));
    assertThat(used.<String>get("status", "lastUsed", "region")).isEqualTo("us-east-1");
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
}
