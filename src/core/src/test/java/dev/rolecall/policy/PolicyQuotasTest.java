package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyQuotasTest {
  @Test
  void areThoseOfAws() {
    PolicyQuotas quotas = PolicyQuotas.AWS_DEFAULTS;

    assertThat(quotas.of(PolicyType.IDENTITY)).isEqualTo(10_240);
    assertThat(quotas.of(PolicyType.PERMISSIONS_BOUNDARY)).isEqualTo(6_144);
    assertThat(quotas.of(PolicyType.TRUST)).isEqualTo(2_048);
    assertThat(quotas.of(PolicyType.SESSION)).isEqualTo(2_048);
    assertThat(quotas.of(PolicyType.SCP)).isEqualTo(5_120);
    assertThat(quotas.of(PolicyType.RCP)).isEqualTo(5_120);
    assertThat(quotas.of(PolicyType.RESOURCE)).isEqualTo(20_480);
  }

  @Test
  void changeByName() {
    PolicyQuotas.AWS_DEFAULTS
        .byName()
        .forEach((name, quota) -> {
          PolicyQuotas changed = PolicyQuotas.AWS_DEFAULTS.with(name, quota + 1);
          assertThat(changed).isNotEqualTo(PolicyQuotas.AWS_DEFAULTS);
          assertThat(changed.byName()).containsEntry(name, quota + 1);
          assertThat(changed.with(name, quota)).isEqualTo(PolicyQuotas.AWS_DEFAULTS);
        });
    assertThat(PolicyQuotas.AWS_DEFAULTS.with("trust-policy", 8_192).trustPolicy())
        .isEqualTo(8_192);
  }

  @Test
  void readIdentityPoliciesByTheLargerOfTheTwo() {
    PolicyQuotas quotas = PolicyQuotas.AWS_DEFAULTS.with("managed-policy", 12_000);

    assertThat(quotas.of(PolicyType.IDENTITY)).isEqualTo(12_000);
  }

  @Test
  void leaveRoomForWhiteSpace() {
    assertThat(PolicyQuotas.AWS_DEFAULTS.textOf(PolicyType.SESSION)).isEqualTo(131_072);
    assertThat(PolicyQuotas.OF_ACCEPTED.textOf(PolicyType.SESSION)).isEqualTo(4_000_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_001})
  void areWithinLimits(int quota) {
    assertThatThrownBy(() -> PolicyQuotas.AWS_DEFAULTS.with("trust-policy", quota))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(quota));
  }

  @Test
  void haveNoOtherNames() {
    assertThatThrownBy(() -> PolicyQuotas.AWS_DEFAULTS.with("trust", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trust-policy");
  }
}
