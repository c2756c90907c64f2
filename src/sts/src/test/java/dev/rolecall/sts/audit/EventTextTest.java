package dev.rolecall.sts.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.PodRef;
import org.junit.jupiter.api.Test;

class EventTextTest {
  @Test
  void namesEventsOfPodsOfAnyLengthAsTheApiServerWants() {
    assertThat(KubernetesEvents.name(new PodRef("acme", "web-0", "uid"), "0123456789abc"))
        .isEqualTo("web-0.0123456789abc");

    String pod = "a".repeat(238) + "-" + "b".repeat(14);
    assertThat(KubernetesEvents.name(new PodRef("acme", pod, "uid"), "0123456789abc"))
        .isEqualTo("a".repeat(238) + ".0123456789abc");
  }
}
