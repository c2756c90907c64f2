package dev.rolecall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AudiencesTest {
  private static final Audiences MORE =
      Audiences.of(List.of("pods.acme.test"), List.of("sts.amazonaws.com", "sts.acme.test"));

  @Test
  void areThoseOfEksByDefault() {
    for (Audience way : Audience.values()) {
      assertThat(Audiences.DEFAULT.of(way)).containsExactly(way.value());
    }
  }

  @Test
  void giveEachWayItsOwn() {
    assertThat(MORE.of(Audience.WEB_IDENTITY))
        .containsExactlyInAnyOrder("sts.amazonaws.com", "sts.acme.test");
    assertThat(MORE.ofOthers(Audience.WEB_IDENTITY))
        .containsExactlyInAnyOrder(
            "pods.acme.test",
            "agent.rolecall.dev",
            "authorize.rolecall.dev",
            "operator.rolecall.dev");
    assertThat(MORE.ofOthers(Audience.AGENT))
        .containsExactlyInAnyOrder(
            "pods.acme.test",
            "sts.amazonaws.com",
            "sts.acme.test",
            "authorize.rolecall.dev",
            "operator.rolecall.dev");
  }

  @Test
  void refuseOneThatIsAnotherWaysOrTheApiServers() {
    for (String audience :
        List.of(
            "pods.acme.test",
            "agent.rolecall.dev",
            "authorize.rolecall.dev",
            "operator.rolecall.dev",
            " ",
            "https://kubernetes.default.svc",
            "https://kubernetes.default.svc.cluster.local")) {
      assertThatThrownBy(() -> Audiences.of(List.of("pods.acme.test"), List.of(audience)))
          .as(audience)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + audience + "'");
    }
  }

  @Test
  void refuseAWayWithoutOneAndOneThatIsNamedTwice() {
    assertThatThrownBy(() -> Audiences.of(List.of(), List.of("a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Audiences.of(List.of("a"), List.of("b", "b")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
