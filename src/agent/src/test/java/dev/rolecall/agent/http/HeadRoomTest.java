package dev.rolecall.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadRoomTest {
  private final HeadRoom room = new HeadRoom(1_000, 100);

  @Test
  void leavesEachSourceALittleWhateverOthersTake() {
    assertThat(room.share("greedy").resize(1_000)).isTrue();

    assertThat(room.share("other").resize(100)).isTrue();
    assertThat(room.share("other").resize(1)).as("of all its connections").isFalse();
    assertThat(room.share("greedy").resize(1)).isFalse();
  }

  @Test
  void countsASourcesConnectionsTogether() {
    HeadRoom.Share one = room.share("a");
    assertThat(one.resize(900)).isTrue();
    assertThat(room.share("a").resize(101)).isFalse();

    assertThat(one.resize(0)).isTrue();
    assertThat(room.share("a").resize(1_000)).isTrue();
  }

  @Test
  void leavesAShareAsItWasWhereThereIsNoRoom() {
    HeadRoom.Share share = room.share("a");
    assertThat(share.resize(600)).isTrue();
    assertThat(share.resize(1_001)).isFalse();

    assertThat(room.share("b").resize(400)).isTrue();
    assertThat(room.share("c").resize(101)).isFalse();
  }
}
