package dev.rolecall.kube.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API server still has of objects that an older definition let in. */
class OlderObjectsTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  @Test
  void keepsTheMembersThatFitAndRefusesTheResourceForTheOthers() {
    Account account =
        read(
            Account.class,
            """
            {"accountId": "100000000001", "namespaces": ["team"], "guardrails": "none",
             "suspended": {"since": 1}, "pods": {"imds": ["yes"], "ecs": true}, "old": [1]}
            """,
            "{}");

    assertThat(account.getSpec().getNamespaces()).containsExactly("team");
    assertThat(Objects.requireNonNull(account.getSpec().getPods()).isEcs()).isTrue();
    assertThat(account.getSpec().getUnknownFields())
        .containsEntry("guardrails", "none")
        .containsEntry("suspended", Map.of("since", 1))
        .containsEntry("old", List.of(1));
    assertThat(problems(account))
        .contains("spec.guardrails", "spec.suspended", "spec.pods.imds", "spec.old");
  }

  @Test
  void passesNullsOverAndRefusesTheResourceForThem() {
    Account account =
        read(
            Account.class,
            """
            {"accountId": "100000000001", "namespaces": [null, "team"], "guardrails": [null]}
            """,
            "{}");

    assertThat(account.getSpec().getNamespaces()).containsExactly("team");
    assertThat(account.getSpec().getGuardrails()).isEmpty();
    assertThat(problems(account)).contains("spec.namespaces[0]", "spec.guardrails[0]");
  }

  @Test
  void losesNothingWhereItIsWrittenBack() {
    IAMRole role =
        read(
            IAMRole.class,
            """
            {"trustPolicy": "none", "policies": [{"name": 7, "document": []}, "text"]}
            """,
            "{}");

    assertThat(SERIALIZATION.asJson(role))
        .contains("\"trustPolicy\":\"none\"")
        .contains("\"policies\":[{\"name\":7,\"document\":[]},\"text\"]");
    assertThat(problems(role)).contains("spec.trustPolicy", "spec.policies[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"text\"", "[1]", "7", "{}"})
  void refusesARoleWithoutASpec(String spec) {
    IAMRole role = read(IAMRole.class, spec, "{}");

    assertThat(role.getSpec()).isNotNull();
    assertThat(problems(role)).contains("trustPolicy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"Ready\"",
        "[\"Ready\"]",
        "{\"conditions\": {\"Ready\": true}, \"arn\": [1], \"phase\": \"Ready\"}",
        "{\"conditions\": [null]}",
        "{\"conditions\": [\"Ready\"], \"observedGeneration\": \"first\"}"
      })
  void readsAStatusOfAnotherFormAsFarAsItGoes(String status) {
    IAMRole role = read(IAMRole.class, "{\"description\": \"one\"}", status);

    assertThat(role.getSpec().getDescription()).isEqualTo("one");
    assertThat(role.getStatus() == null || role.getStatus().getConditions().isEmpty()).isTrue();
  }

  private static <T extends HasMetadata> T read(Class<T> type, String spec, String status) {
    return SERIALIZATION.unmarshal(
        """
        {"apiVersion": "rolecall.dev/v1alpha1", "kind": "%s", "metadata": {"name": "old"},
         "spec": %s, "status": %s}
        """
            .formatted(HasMetadata.getKind(type), spec, status),
        type);
  }

  private static String problems(HasMetadata resource) {
    return ManifestReader.read(PolicyQuotas.AWS_DEFAULTS, resource)
            instanceof ManifestReading.Refused(var problems)
        ? problems.toString()
        : "";
  }
}
