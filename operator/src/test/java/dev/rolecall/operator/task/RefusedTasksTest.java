package dev.rolecall.operator.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusedTasksTest {
  @Test
  void areTriedMoreSeldomTheOlderTheyAre() {
    assertThat(TaskReconciler.patience(Duration.ofSeconds(-5))).isEqualTo(Duration.ofSeconds(10));
    assertThat(TaskReconciler.patience(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(10));
    assertThat(TaskReconciler.patience(Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(1));
    assertThat(TaskReconciler.patience(Duration.ofDays(30))).isEqualTo(Duration.ofMinutes(5));
  }
}
