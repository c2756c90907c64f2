package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartTest {
  private static final Helm CHART = new Helm(ProjectFiles.root().resolve("charts/rolecall"));

  @Test
  void everyProgramIsOfItsOwnImage() {
    RenderedChart chart =
        RenderedChart.with(Map.of("image.registry", "ghcr.io/acme", "image.tag", "1.2.3"));

    assertThat(images(chart))
        .containsExactlyInAnyOrder(
            "ghcr.io/acme/rolecall-operator:1.2.3",
            "ghcr.io/acme/rolecall-sts:1.2.3",
            "ghcr.io/acme/rolecall-agent:1.2.3");
    assertThat(chart.manifests())
        .contains("{name: ROLECALL_WEBHOOK_AGENT_IMAGE, value: ghcr.io/acme/rolecall-agent:1.2.3}");
    assertThat(images(RenderedChart.byDefault()))
        .as("no registry, and the chart's own version")
        .allMatch(image -> image.matches("rolecall-(operator|sts|agent):[0-9.]+"));
  }

  private static Stream<String> images(RenderedChart chart) {
    return chart
        .manifests()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("image: "))
        .map(line -> line.substring("image: ".length()))
        .distinct();
  }

  @Test
  void stsMayWriteNothingButEvents() {
    assertThat(rules("rolecall-sts"))
        .isNotEmpty()
        .allSatisfy(rule -> {
          if (!rule.getResources().equals(List.of("events"))) {
            assertThat(rule.getVerbs()).isSubsetOf("get", "list", "watch");
          }
        });
  }

  @Test
  void nobodyMayReadSecretsOfTheCluster() {
    assertThat(Stream.of("rolecall-sts", "rolecall-operator").flatMap(name -> rules(name).stream()))
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.getResources()).doesNotContain("secrets", "*"));
  }

  @Test
  void injectionFailsClosedAndOnlyInNamespacesOfAccounts() {
    var webhook =
        rendered(MutatingWebhookConfiguration.class).findFirst().orElseThrow().getWebhooks().get(0);

    assertThat(webhook.getFailurePolicy()).isEqualTo("Fail");
    assertThat(webhook.getNamespaceSelector().getMatchExpressions())
        .hasSize(2)
        .anySatisfy(expression -> {
          assertThat(expression.getKey()).isEqualTo("rolecall.dev/account");
          assertThat(expression.getOperator()).isEqualTo("Exists");
        })
        .anySatisfy(expression -> {
          assertThat(expression.getKey()).isEqualTo("kubernetes.io/metadata.name");
          assertThat(expression.getOperator()).isEqualTo("NotIn");
          assertThat(expression.getValues()).contains("kube-system");
        });
  }

  @Test
  void rolecallsOwnPodsDoNotWaitForItsWebhook() {
    assertThat(rendered(Deployment.class))
        .hasSize(2)
        .allSatisfy(deployment ->
            assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .containsEntry("rolecall.dev/skip", "true"));
  }

  @Test
  void unknownValueIsRefused() {
    assertThatThrownBy(() -> CHART.template().set("sts.replica", 3).call())
        .hasMessageContaining("replica");
  }

  @Test
  void quotasReachWhoAdmitsAndWhoDecides() {
    assertThat(
            rendered(
                CHART
                    .template()
                    .set("policyQuotas.trustPolicy", 4096)
                    .set("policyQuotas.serviceControlPolicy", 10240)
                    .call(),
                Deployment.class))
        .hasSize(2)
        .allSatisfy(deployment ->
            assertThat(deployment.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv())
                .contains(
                    new EnvVar("ROLECALL_QUOTAS_TRUST_POLICY", "4096", null),
                    new EnvVar("ROLECALL_QUOTAS_SERVICE_CONTROL_POLICY", "10240", null)));
  }

  @Test
  void audiencesReachWhoMakesTokensAndWhoTakesThem() {
    String manifests =
        CHART
            .template()
            .set("injection.webIdentity.audiences[0]", "sts.acme.test")
            .set("injection.containerCredentials.audiences[0]", "pods.acme.test")
            .call();

    assertThat(manifests.split("ROLECALL_WEB_IDENTITY_AUDIENCES, value: \"sts.acme.test\"", -1))
        .hasSize(3);
    assertThat(
            manifests.split(
                "ROLECALL_CONTAINER_CREDENTIALS_AUDIENCES, value: \"pods.acme.test\"", -1))
        .hasSize(4);
    assertThatThrownBy(
            () -> CHART.template().set("injection.webIdentity.audiences[0]", "a\\,b").call())
        .hasMessageContaining("audiences");
  }

  @Test
  void quotaThatIsNoneIsRefused() {
    assertThatThrownBy(() -> CHART.template().set("policyQuotas.trustPolicy", 0).call())
        .hasMessageContaining("trustPolicy");
    assertThatThrownBy(() -> CHART.template().set("policyQuotas.trust", 4096).call())
        .hasMessageContaining("trust");
  }

  @Test
  void limitsReachSts() {
    assertThat(
            CHART
                .template()
                .set("sts.limits.sourceIpv6Prefix", 128)
                .set("sts.limits.podCallsPerSecond", 200)
                .call())
        .contains(
            "{name: ROLECALL_LIMITS_SOURCE_IPV6_PREFIX, value: \"128\"}",
            "{name: ROLECALL_LIMITS_POD_CALLS_PER_SECOND, value: \"200\"}");
    assertThatThrownBy(() -> CHART.template().set("sts.limits.podCallsBurst", 0).call())
        .hasMessageContaining("podCallsBurst");
  }

  @Test
  void servicesThatAskReachStsAsItsFile() {
    String manifests =
        CHART
            .template()
            .set("sts.authorize.services[0].name", "store")
            .set("sts.authorize.services[0].certificates[0]", "dns:store")
            .set("sts.authorize.services[0].may[0].actions[0]", "s3:*")
            .set("sts.authorize.clientCaConfigMap", "clients")
            .call();

    assertThat(rendered(manifests, ConfigMap.class))
        .filteredOn(map -> map.getMetadata().getName().equals("rolecall-sts-authorize"))
        .singleElement()
        .satisfies(map ->
            assertThat(map.getData().get("services.yaml"))
                .startsWith("services:")
                .contains("name: store", "- dns:store", "- s3:*"));
    assertThat(rendered(manifests, Deployment.class))
        .filteredOn(deployment -> deployment.getMetadata().getName().equals("rolecall-sts"))
        .singleElement()
        .satisfies(deployment ->
            assertThat(deployment.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv())
                .contains(
                    new EnvVar(
                        "ROLECALL_AUTHORIZE_FILE", "/etc/rolecall/authorize/services.yaml", null),
                    new EnvVar(
                        "QUARKUS_TLS_STS_TRUST_STORE_PEM_CERTS",
                        "/etc/rolecall/client-ca/ca.crt",
                        null)));
  }

  private static List<PolicyRule> rules(String clusterRole) {
    return rendered(ClusterRole.class)
        .filter(role -> role.getMetadata().getName().equals(clusterRole))
        .findFirst()
        .orElseThrow()
        .getRules();
  }

  private static <T extends HasMetadata> Stream<T> rendered(Class<T> kind) {
    return RenderedChart.byDefault().all(kind);
  }

  private static <T extends HasMetadata> Stream<T> rendered(String manifests, Class<T> kind) {
    return new RenderedChart(manifests).all(kind);
  }
}
