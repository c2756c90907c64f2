package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Serving certificates that cert-manager makes. */
class ChartCertificatesTest {
  private static final Map<String, ?> VALUES =
      Map.of(
          "certificates.source",
          "certManager",
          "certificates.issuerRef.name",
          "platform",
          "certificates.issuerRef.kind",
          "ClusterIssuer",
          "sts.clusterIP",
          "10.96.0.77");
  private static final String INJECTION = "cert-manager.io/inject-ca-from";

  private final RenderedChart chart = RenderedChart.with(VALUES);

  @Test
  void areAskedForUnderTheNamesThatTheProgramsRead() {
    assertThat(certificates())
        .hasSize(2)
        .allSatisfy(certificate -> {
          assertThat(certificate.<String>get("spec", "issuerRef", "name")).isEqualTo("platform");
          assertThat(certificate.<String>get("spec", "issuerRef", "kind"))
              .isEqualTo("ClusterIssuer");
          assertThat(certificate.<String>get("spec", "privateKey", "encoding")).isEqualTo("PKCS8");
          assertThat(certificate.<String>get("spec", "privateKey", "rotationPolicy"))
              .isEqualTo("Always");
        })
        .extracting(certificate -> certificate.<String>get("spec", "secretName"))
        .containsExactlyInAnyOrder("rolecall-webhook-tls", "rolecall-sts-tls");
    assertThat(chart.one(Deployment.class, "rolecall-sts").getSpec().getTemplate().getSpec())
        .satisfies(pod ->
            assertThat(pod.getVolumes())
                .filteredOn(volume -> "tls".equals(volume.getName()))
                .extracting(volume -> volume.getSecret().getSecretName())
                .containsExactly("rolecall-sts-tls"));
  }

  @Test
  void haveTheNamesAndTheAddressByWhichEachIsFound() {
    GenericKubernetesResource sts = certificate("rolecall-sts");

    assertThat(sts.<List<String>>get("spec", "dnsNames"))
        .startsWith("rolecall-sts.rolecall-system.svc");
    assertThat(sts.<List<String>>get("spec", "ipAddresses")).containsExactly("10.96.0.77");
    assertThat(chart.one(Service.class, "rolecall-sts").getSpec().getClusterIP())
        .isEqualTo("10.96.0.77");
    assertThat(certificate("rolecall-webhook").<List<String>>get("spec", "dnsNames"))
        .startsWith("rolecall-operator.rolecall-system.svc");
  }

  @Test
  void authorityOfTheWebhooksIsWrittenByCertManagerAndNotByTheOperator() {
    for (HasMetadata configuration : configurations(chart)) {
      assertThat(configuration.getMetadata().getAnnotations())
          .containsEntry(INJECTION, "rolecall-system/rolecall-webhook");
    }
    for (HasMetadata configuration : configurations(RenderedChart.byDefault())) {
      assertThat(configuration.getMetadata().getAnnotations()).doesNotContainKey(INJECTION);
    }
    assertThat(chart.one(ClusterRole.class, "rolecall-operator").getRules())
        .noneMatch(rule -> rule.getApiGroups().contains("admissionregistration.k8s.io"));
    assertThat(
            chart
                .one(Deployment.class, "rolecall-operator")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv())
        .contains(new EnvVar("ROLECALL_TLS_ISSUER", "cert-manager", null));
  }

  @Test
  void operatorMayChangeNoSecretButTheSessionKeys() {
    assertThat(chart.one(Role.class, "rolecall-operator").getRules())
        .filteredOn(rule -> rule.getResources().contains("secrets"))
        .filteredOn(rule -> rule.getVerbs().contains("update"))
        .singleElement()
        .satisfies(
            rule -> assertThat(rule.getResourceNames()).containsExactly("rolecall-session-keys"));
  }

  @Test
  void noneIsAskedForWhereTheOperatorMakesThem() {
    assertThat(RenderedChart.byDefault().manifests()).doesNotContain("cert-manager.io");
  }

  private static List<HasMetadata> configurations(RenderedChart chart) {
    return List.of(
        chart.one(MutatingWebhookConfiguration.class, "rolecall"),
        chart.one(ValidatingWebhookConfiguration.class, "rolecall"));
  }

  private GenericKubernetesResource certificate(String name) {
    return certificates()
        .filter(found -> found.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Stream<GenericKubernetesResource> certificates() {
    return chart
        .all(GenericKubernetesResource.class)
        .filter(object -> object.getKind().equals("Certificate"));
  }
}
