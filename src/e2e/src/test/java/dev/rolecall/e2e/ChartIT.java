package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server takes what the chart makes, whatever its values. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChartIT {
  private static final int FIRST = 1;

  /** Kinds of what the chart makes, and of what is Rolecall's own and nobody else's. */
  private static final String CHARTS =
      "deployments,daemonsets,services,configmaps,serviceaccounts,roles,rolebindings,networkpolicies,"
          + "poddisruptionbudgets,clusterroles,clusterrolebindings,mutatingwebhookconfigurations,"
          + "validatingwebhookconfigurations";

  private static final String TENANT =
      """
      apiVersion: rolecall.dev/v1alpha1
      kind: Account
      metadata: {name: helm-tenant}
      spec:
        accountId: "100000000099"
        namespaces: [helm-tenant]
      ---
      apiVersion: rolecall.dev/v1alpha1
      kind: IAMRole
      metadata: {name: reader, namespace: helm-tenant}
      spec:
        trustPolicy:
          Version: "2012-10-17"
          Statement: {Effect: Deny, Principal: "*", Action: "sts:AssumeRole"}
      """;

  private ApiServer api;

  @BeforeAll
  void start() throws Exception {
    api = ApiServer.start();
    api.kubectl("create", "namespace", Installation.NAMESPACE);
    api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    api.kubectl(
        "apply",
        "-f",
        ProjectFiles.root()
            .resolve("src/e2e/src/test/resources/cert-manager/certificates.yaml")
            .toString());
    api.kubectl(
        "wait", "--for=condition=Established", "crd/certificates.cert-manager.io", "--timeout=60s");
  }

  @AfterAll
  void stop() throws Exception {
    if (api != null) {
      api.close();
    }
  }

  /** Helm's own code does it; only its command line is not here. */
  @Test
  @Order(FIRST)
  void removalLeavesTenantsResourcesAndKeysAndNothingElse(@TempDir Path folder) throws Exception {
    Path kubeConfig = Files.writeString(folder.resolve("kubeconfig"), api.kubeConfig());
    Helm chart = new Helm(ProjectFiles.root().resolve("charts/rolecall"));
    chart
        .install()
        .withName("rolecall")
        .withNamespace(Installation.NAMESPACE)
        .withKubeConfig(kubeConfig)
        .call();
    assertThat(replicasOfSts()).isEqualTo(2);
    assertThat(ofTheChart()).hasSizeGreaterThan(20);
    // The operator is not there to judge them.
    api.kubectl(
        "delete", "mutatingwebhookconfigurations,validatingwebhookconfigurations", "rolecall");
    api.kubectl("create", "namespace", "helm-tenant");
    api.kubectl("apply", "-f", Files.writeString(folder.resolve("a.yaml"), TENANT).toString());
    for (String secret : List.of("rolecall-session-keys", "rolecall-ca")) {
      api.kubectl(
          "create",
          "secret",
          "generic",
          secret,
          "-n",
          Installation.NAMESPACE,
          "--from-literal=a=b");
    }
    String before = kept();

    UpgradeCommand wider = upgrade(kubeConfig).set("sts.replicas", 4);
    assertThat(wider.call().getRevision()).isEqualTo("2");
    assertThat(replicasOfSts()).isEqualTo(4);
    // Without values, and without this, Helm takes those of before.
    UpgradeCommand back = upgrade(kubeConfig).resetValues();
    assertThat(back.call().getRevision()).isEqualTo("3");
    assertThat(replicasOfSts()).isEqualTo(2);
    assertThat(ofTheChart()).anyMatch(name -> name.contains("webhookconfiguration"));

    Helm.uninstall("rolecall")
        .withNamespace(Installation.NAMESPACE)
        .withKubeConfig(kubeConfig)
        .call();
    assertThat(ofTheChart()).isEmpty();
    assertThat(kept()).isEqualTo(before);
  }

  private static UpgradeCommand upgrade(Path kubeConfig) {
    return new Helm(ProjectFiles.root().resolve("charts/rolecall"))
        .upgrade()
        .withName("rolecall")
        .withNamespace(Installation.NAMESPACE)
        .withKubeConfig(kubeConfig);
  }

  private int replicasOfSts() {
    return api.client()
        .apps()
        .deployments()
        .inNamespace(Installation.NAMESPACE)
        .withName("rolecall-sts")
        .require()
        .getSpec()
        .getReplicas();
  }

  /** Objects of the chart, by their kinds and names. */
  private List<String> ofTheChart() throws Exception {
    return api.kubectl("get", CHARTS, "-A", "-o", "name")
        .lines()
        .filter(name -> name.contains("/rolecall"))
        .toList();
  }

  /** What nobody but its owner removes, and what it says. */
  private String kept() throws Exception {
    String columns =
        "custom-columns=KIND:.kind,NAME:.metadata.name,UID:.metadata.uid,SPEC:.spec,DATA:.data";
    return api.kubectl("get", "accounts,iamroles,namespaces", "-A", "-o", columns)
        + api.kubectl("get", "customresourcedefinitions", "-o", "name")
        + api.kubectl(
            "get",
            "secrets",
            "-n",
            Installation.NAMESPACE,
            "--field-selector=type=Opaque",
            "-o",
            columns);
  }

  static List<Map<String, ?>> values() {
    return List.of(
        Map.of(),
        Map.of("agent.enabled", false),
        Map.of("agent.uninstall", true),
        Map.of("agent.uninstall", true, "agent.bootUnit.enabled", false),
        Map.of(
            "agent.guard.nodeImds",
            "none",
            "agent.guard.podCgroups[0]",
            "kubepods.slice",
            "agent.bootUnit.enabled",
            false,
            "agent.maxUnavailable",
            1,
            "agent.env.ROLECALL_INSTANCE_ID",
            "i-1",
            "operator.nodeTaint.enabled",
            false),
        Map.of("operator.replicas", 1, "sts.replicas", 1, "sts.priorityClassName", ""),
        Map.of(
            "networkPolicy.apiServers[0]",
            "10.0.0.0/28",
            "networkPolicy.apiServers[1]",
            "fd00::/64",
            "networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.team",
            "watch",
            "tenantRoles.aggregateTo[0]",
            "admin"),
        Map.of("networkPolicy.enabled", false, "tenantRoles.create", false),
        Map.of("operator.observe", true, "agent.observe", true, "agent.imds.v1", true),
        Map.of("operator.lastUsed.enabled", false, "operator.nodeTaint.enabled", false),
        Map.of(
            "sts.authorize.services[0].name",
            "store",
            "sts.authorize.services[0].may[0].actions[0]",
            "s3:*",
            "sts.authorize.clientCaConfigMap",
            "clients",
            "sts.identityTokenIssuer",
            "https://sts.example.com",
            "sts.oidcAllowedAddresses[0]",
            "10.0.0.0/8",
            "sts.limits.podCallsPerSecond",
            200,
            "policyQuotas.trustPolicy",
            4096),
        Map.of(
            "cluster.name",
            "production",
            "cluster.issuer",
            "https://issuer.example.com",
            "region",
            "eu-central-1",
            "injection.sidecar.cpuLimit",
            "100m",
            "operator.defaultMode",
            "sidecar",
            "operator.nodeEndpoint",
            "ipv6"),
        Map.of(
            "certificates.source",
            "certManager",
            "certificates.issuerRef.name",
            "platform",
            "sts.clusterIP",
            "10.0.0.77"),
        Map.of(
            "certificates.source",
            "certManager",
            "certificates.issuerRef.name",
            "platform",
            "agent.enabled",
            false));
  }

  @ParameterizedTest
  @MethodSource("values")
  void isTakenByTheApiServer(Map<String, ?> values, @TempDir Path folder) throws Exception {
    Path manifests = folder.resolve("manifests.yaml");
    Files.writeString(manifests, rendered(values));
    api.kubectl("apply", "--dry-run=server", "--validate=true", "-f", manifests.toString());
  }

  /** As somebody without Helm does it, and again: nothing but what was changed is written. */
  @Test
  void manifestWithoutHelmIsTakenWholeAndAgain(@TempDir Path folder) throws Exception {
    Path manifest = folder.resolve("rolecall.yaml");
    Command.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Drolecall.home=" + ProjectFiles.root(),
            "-jar",
            ProjectFiles.root().resolve("src/cli/target/rolecall-cli.jar").toString(),
            "manifest",
            "--namespace=without-helm",
            "--kube-version=1.20.2",
            "--output=" + manifest));

    assertThat(api.kubectl("apply", "-f", manifest.toString()))
        .contains(
            "namespace/without-helm created",
            "deployment.apps/rolecall-sts created",
            "daemonset.apps/rolecall-agent created");
    assertThat(api.kubectl("apply", "-f", manifest.toString()).lines())
        .hasSizeGreaterThan(25)
        .noneMatch(line -> line.endsWith(" created"));
    assertThat(api.client().apps().deployments().inNamespace("without-helm").list().getItems())
        .as("an installation that is applied again starts no pods")
        .hasSize(2)
        .allMatch(deployment -> deployment.getMetadata().getGeneration() == 1);
  }

  @Test
  void tenantWritesResourcesOfItsNamespaceAndNothingElse() throws Exception {
    RenderedChart.byDefault()
        .all(ClusterRole.class)
        .forEach(role -> api.client().resource(role).createOr(existing -> existing.update()));
    api.kubectl("create", "namespace", "acme");
    api.kubectl(
        "create", "rolebinding", "t", "-n", "acme", "--clusterrole=rolecall-tenant", "--user=tess");

    for (String verb : List.of("get", "create", "update", "patch", "delete")) {
      assertThat(canTess(verb, "iamroles.rolecall.dev", "acme")).as(verb).isTrue();
      assertThat(canTess(verb, "tasks.rolecall.dev", "acme")).as(verb).isTrue();
      assertThat(canTess(verb, "iamroles.rolecall.dev", "default")).as(verb).isFalse();
      assertThat(canTess(verb, "accounts.rolecall.dev", "acme")).as(verb).isFalse();
      assertThat(canTess(verb, "instanceprofiles.rolecall.dev", "acme")).as(verb).isFalse();
      assertThat(canTess(verb, "pods", "acme")).as(verb).isFalse();
    }
    assertThat(canTess("update", "iamroles.rolecall.dev", "acme", "--subresource=status"))
        .isFalse();
    assertThat(canTess("use", "iamroles.rolecall.dev", "acme")).isFalse();
  }

  private boolean canTess(String verb, String resource, String namespace, String... more)
      throws InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("auth", "can-i", verb, resource, "-n", namespace, "--as=tess"));
    command.addAll(List.of(more));
    try {
      return api.kubectl(command.toArray(String[]::new)).contains("yes");
    } catch (IOException no) {
      return false;
    }
  }

  private String rendered(Map<String, ?> values) {
    String version = api.client().getKubernetesVersion().getGitVersion();
    return RenderedChart.forKubernetes(version, values).manifests();
  }
}
