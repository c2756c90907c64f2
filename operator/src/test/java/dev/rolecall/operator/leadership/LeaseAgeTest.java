package dev.rolecall.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseAgeTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final LeaseAge age = new LeaseAge(nanos::get);

  @Test
  void isOverWhereNobodyWroteTheLeaseForAsLongAsItIsGood() {
    assertThat(age.isOver(lease("1", 15))).isFalse();
    pass(15);
    assertThat(age.isOver(lease("1", 15))).isFalse();
    pass(1);
    assertThat(age.isOver(lease("1", 15))).isTrue();
  }

  @Test
  void beginsAnewWithEachRenewal() {
    assertThat(age.isOver(lease("1", 15))).isFalse();
    pass(10);
    assertThat(age.isOver(lease("2", 15))).isFalse();
    pass(10);
    assertThat(age.isOver(lease("2", 15))).isFalse();
    pass(6);
    assertThat(age.isOver(lease("2", 15))).isTrue();
  }

  @Test
  void goesByWhatTheLeaseSaysOfItself() {
    assertThat(age.isOver(lease("1", 60))).isFalse();
    pass(59);
    assertThat(age.isOver(lease("1", 60))).isFalse();
    pass(2);
    assertThat(age.isOver(lease("1", 60))).isTrue();
  }

  @Test
  void takesFifteenSecondsWhereTheLeaseSaysNothing() {
    Lease silent = lease("1", null);
    assertThat(age.isOver(silent)).isFalse();
    pass(16);
    assertThat(age.isOver(silent)).isTrue();
  }

  private void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private static Lease lease(String version, @Nullable Integer seconds) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withResourceVersion(version)
        .endMetadata()
        .withNewSpec()
        .withLeaseDurationSeconds(seconds)
        .endSpec()
        .build();
  }
}
