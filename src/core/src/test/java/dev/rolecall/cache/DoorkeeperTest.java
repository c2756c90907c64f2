package dev.rolecall.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
  @Test
  void knowsWhatCameBefore() {
    Doorkeeper doorkeeper = new Doorkeeper(10);

    assertThat(doorkeeper.cameBefore("a")).isFalse();
    assertThat(doorkeeper.cameBefore("b")).isFalse();
    assertThat(doorkeeper.cameBefore("a")).isTrue();
    assertThat(doorkeeper.cameBefore("b")).isTrue();
  }

  @Test
  void remembersNearlyAllOfAsManyAsTheCacheHolds() {
    Doorkeeper doorkeeper = new Doorkeeper(1000);
    IntStream.range(0, 1000).forEach(i -> doorkeeper.cameBefore("token " + i));

    assertThat(IntStream.range(0, 1000).filter(i -> doorkeeper.cameBefore("token " + i)).count())
        .isGreaterThan(600);
  }

  @Test
  void holdsNoMoreHoweverManyCome() {
    Doorkeeper doorkeeper = new Doorkeeper(0);
    IntStream.range(0, 1000).forEach(i -> doorkeeper.cameBefore(i));

    assertThat(doorkeeper.cameBefore(0)).isFalse();
    assertThat(new Doorkeeper(Integer.MAX_VALUE).cameBefore("a")).isFalse();
  }
}
