package dev.rolecall.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyQuotaTest {
  private final BodyQuota quota = new BodyQuota(100, 40);

  @Test
  void letsNobodyHoldMoreThanItsShare() {
    assertThat(quota.take("a", 40)).isTrue();
    assertThat(quota.take("a", 1)).isFalse();
    assertThat(quota.take("b", 30)).isTrue();
  }

  @Test
  void letsNobodyHoldMoreThanIsLeftToOthers() {
    assertThat(quota.take("a", 40)).isTrue();
    assertThat(quota.take("b", 31)).isFalse();
    assertThat(quota.take("b", 30)).isTrue();
    assertThat(quota.take("c", 16)).isFalse();
    assertThat(quota.take("c", 15)).isTrue();
  }

  @Test
  void hasRoomAgainForWhatIsGivenBack() {
    assertThat(quota.take("a", 40)).isTrue();
    quota.give("a", 40);
    assertThat(quota.take("a", 40)).isTrue();
    quota.give("a", 20);
    assertThat(quota.take("a", 21)).isFalse();
    assertThat(quota.take("b", 40)).isTrue();
  }

  @Test
  void leavesRoomForANewcomerHoweverManyTakeAllTheyGet() {
    BodyQuota large = new BodyQuota(32 << 20, 4 << 20);
    for (int source = 0; source < 100; source++) {
      while (large.take("attacker " + source, 4096)) {}
    }
    assertThat(large.take("newcomer", 8192)).isTrue();
  }

  @Test
  void holdsNoMoreThanTwiceAllWhateverManySend() {
    BodyQuota large = new BodyQuota(1 << 20, 1 << 16);
    long held = 0;
    for (int source = 0; source < 4096; source++) {
      while (large.take("attacker " + source, 64)) {
        held += 64;
      }
    }
    assertThat(held).isLessThanOrEqualTo(2 << 20);
  }
}
