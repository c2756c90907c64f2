package dev.rolecall.operator.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.IAMRole;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateWatchTest {
  @Test
  void judgesWhatWasMadeAgainWhileNobodyWatched() {
    assertThat(StateWatch.meansAnother(role("one", 1), role("another", 1))).isTrue();
  }

  @Test
  void judgesAnotherSpecAndNoOtherStatusOrLabel() {
    IAMRole labelled = role("one", 1);
    labelled.getMetadata().setLabels(Map.of("a", "b"));
    labelled.getMetadata().setResourceVersion("7");

    assertThat(StateWatch.meansAnother(role("one", 1), labelled)).isFalse();
    assertThat(StateWatch.meansAnother(role("one", 1), role("one", 2))).isTrue();
  }

  private static IAMRole role(String uid, long generation) {
    IAMRole role = new IAMRole();
    role.getMetadata().setUid(uid);
    role.getMetadata().setGeneration(generation);
    return role;
  }
}
