package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.IAMRoleSpec;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingsTest {
  @Test
  void resourceThatBreaksTheReaderIsRefusedAlone() {
    IAMRole broken = new IAMRole();
    broken.getMetadata().setName("broken");
    broken.setSpec(new Unreadable());

    assertThat(new Readings(PolicyQuotas.AWS_DEFAULTS, Map.of()).of(broken))
        .isInstanceOf(ManifestReading.Refused.class);
  }

  @Test
  void anotherStatusIsNoOtherReadingAndAnotherGenerationIs() {
    IAMRole role = new IAMRole();
    role.getMetadata().setName("r");
    role.getMetadata().setUid("u");
    role.getMetadata().setGeneration(1L);
    role.getMetadata().setResourceVersion("1");
    Readings readings = new Readings(PolicyQuotas.AWS_DEFAULTS, Map.of());
    ManifestReading first = readings.of(role);
    readings.forgetUnused();

    role.getMetadata().setResourceVersion("2");
    assertThat(readings.of(role)).isSameAs(first);
    role.getMetadata().setGeneration(2L);
    assertThat(readings.of(role)).isNotSameAs(first);
  }

  /** Whatever looks at its policies fails. */
  private static final class Unreadable extends IAMRoleSpec {
    @Override
    public Map<String, Object> getTrustPolicy() {
      throw new IllegalStateException("broken");
    }
  }

  /** Whoever lowers a quota finds what it makes unusable in the status, with the reason. */
  @Test
  void storedRoleThatExceedsALoweredQuotaIsRefusedWithTheReason() {
    IAMRole role =
        Serialization.unmarshal(
            """
            apiVersion: rolecall.dev/v1alpha1
            kind: IAMRole
            metadata: {name: r, namespace: a}
            spec:
              trustPolicy:
                Version: "2012-10-17"
                Statement:
                  Effect: Allow
                  Principal: {Service: pods.eks.amazonaws.com}
                  Action: sts:AssumeRole
            """,
            IAMRole.class);
    PolicyQuotas lowered = PolicyQuotas.AWS_DEFAULTS.with("trust-policy", 60);

    assertThat(new Readings(PolicyQuotas.AWS_DEFAULTS, Map.of()).of(role))
        .isInstanceOf(ManifestReading.Read.class);
    assertThat(new Readings(lowered, Map.of()).of(role))
        .isInstanceOfSatisfying(
            ManifestReading.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .asString()
                    .contains("at most 60", "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA"));
  }
}
