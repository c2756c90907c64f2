package dev.rolecall.kube.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "256, 250m",
    "1024, 1000m",
    "10, 10m",
    "500m, 500m",
    "0.5, 500m",
    ".25, 250m",
    "0.5 vCPU, 500m",
    "2vcpu, 2000m"
  })
  void readsCpuInTheFormsOfEcsAndOfKubernetes(String text, String millis) {
    assertThat(Cpu.parse(text)).hasToString("Optional[" + millis + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "512, 512Mi",
    "512Mi, 512Mi",
    "2Gi, 2048Mi",
    "2 GB, 2048Mi",
    "0.5GB, 512Mi",
    "1G, 1000000000",
    "1 gb, 1024Mi"
  })
  void readsMemoryInTheFormsOfEcsAndOfKubernetes(String text, String amount) {
    assertThat(Memory.parse(text)).hasToString("Optional[" + amount + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1 2", "-5", "1e99 vCPU x", "99999999999999999999Ti"})
  void readsNothingElse(String text) {
    assertThat(Cpu.parse(text)).isEmpty();
    assertThat(Memory.parse(text)).isEmpty();
  }
}
