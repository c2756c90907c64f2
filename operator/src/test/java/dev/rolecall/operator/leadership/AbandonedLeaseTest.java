package dev.rolecall.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AbandonedLeaseTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void blamesAClockOnlyWhereItWasAhead() {
    assertThat(AbandonedLease.told(renewed(NOW.plusSeconds(3600)), NOW))
        .contains("one did not renew its lease", "its clock was ahead");
    assertThat(AbandonedLease.told(renewed(NOW.minusSeconds(20)), NOW))
        .contains("one did not renew its lease")
        .doesNotContain("clock");
    assertThat(
            AbandonedLease.told(
                new LeaseBuilder(renewed(NOW)).editSpec().withRenewTime(null).endSpec().build(),
                NOW))
        .doesNotContain("clock");
  }

  private static Lease renewed(Instant time) {
    return new LeaseBuilder()
        .withNewSpec()
        .withHolderIdentity("one")
        .withRenewTime(time.atZone(ZoneOffset.UTC))
        .endSpec()
        .build();
  }
}
