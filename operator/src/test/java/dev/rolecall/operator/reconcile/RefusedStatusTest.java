package dev.rolecall.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.operator.fakes.Resources;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusedStatusTest {
  /** A policy of the cluster may refuse it, and nobody tells when that is mended. */
  @Test
  void whatTheApiServerRefusesIsNotTriedAgainSoonAndNotLeftForEver() {
    var control = RefusedStatus.orAgain(Resources.role("team", "reader", ""), answer(422));

    assertThat(control.isDefaultErrorProcessing()).isFalse();
    assertThat(control.isNoRetry()).isTrue();
    assertThat(control.getResource()).isEmpty();
    assertThat(control.getScheduleDelay()).contains(Duration.ofMinutes(10).toMillis());
  }

  @Test
  void whatFailedOtherwiseIsTriedAgain() {
    var role = Resources.role("team", "reader", "");
    assertThat(RefusedStatus.orAgain(role, answer(500)).isDefaultErrorProcessing()).isTrue();
    assertThat(RefusedStatus.orAgain(role, new IOException("gone")).isDefaultErrorProcessing())
        .isTrue();
  }

  private static KubernetesClientException answer(int code) {
    return new KubernetesClientException(
        "no", code, new StatusBuilder().withCode(code).withMessage("no").build());
  }
}
