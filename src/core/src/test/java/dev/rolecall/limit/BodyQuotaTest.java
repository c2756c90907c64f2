package dev.rolecall.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyQuotaTest {
  private final BodyQuota quota = new BodyQuota(100, 60);

  @Test
  void leavesRoomForOthersWhateverOneSends() {
    assertThat(quota.take("a", 60)).isTrue();
    assertThat(quota.take("a", 1)).isFalse();
    assertThat(quota.take("b", 40)).isTrue();
  }

  @Test
  void holdsNoMoreOfAllThanItMay() {
    assertThat(quota.take("a", 60)).isTrue();
    assertThat(quota.take("b", 41)).isFalse();
  }

  @Test
  void hasRoomAgainForWhatIsGivenBack() {
    assertThat(quota.take("a", 60)).isTrue();
    quota.give("a", 60);
    assertThat(quota.take("a", 60)).isTrue();
    quota.give("a", 20);
    assertThat(quota.take("a", 21)).isFalse();
    assertThat(quota.take("b", 60)).isTrue();
  }
}
