package dev.rolecall.kube.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.IAMRoleSpec;
import dev.rolecall.policy.PolicyQuotas;
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

  /** Whatever looks at its policies fails. */
  private static final class Unreadable extends IAMRoleSpec {
    @Override
    public Map<String, Object> getTrustPolicy() {
      throw new IllegalStateException("broken");
    }
  }
}
