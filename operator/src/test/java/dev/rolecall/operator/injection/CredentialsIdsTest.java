package dev.rolecall.operator.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CredentialsIdsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:30Z");

  /** The same ids in the same order, each time. */
  static CredentialsIds predictable() {
    return at(NOW, 0);
  }

  @Test
  void noTwoIdsAreTheSame() {
    CredentialsIds ids = new CredentialsIds(Clock.systemUTC(), new SecureRandom());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      seen.add(ids.next());
    }
    assertThat(seen).hasSize(1000).allMatch(id -> id.matches("[0-9a-f]{64}"));
  }

  @Test
  void knowsItsOwnIdForAMinuteAtLeastAndForTwoAtMost() {
    String id = predictable().next();
    assertThat(at(NOW, 0).isRecent(id)).isTrue();
    assertThat(at(NOW.plusSeconds(60), 0).isRecent(id)).isTrue();
    assertThat(at(NOW.plus(Duration.ofMinutes(2)), 0).isRecent(id)).isFalse();
    assertThat(at(NOW.minusSeconds(60), 0).isRecent(id)).isFalse();
  }

  @Test
  void knowsNoIdThatSomebodyElseChose() {
    CredentialsIds ids = predictable();
    String id = ids.next();
    assertThat(ids.isRecent("")).isFalse();
    assertThat(ids.isRecent("0".repeat(64))).isFalse();
    assertThat(ids.isRecent(id + "0")).isFalse();
    assertThat(ids.isRecent(id.toUpperCase(java.util.Locale.ROOT))).isFalse();
    assertThat(ids.isRecent((id.charAt(0) == '0' ? "1" : "0") + id.substring(1))).isFalse();
    assertThat(at(NOW, 1).isRecent(id)).as("of another replica").isFalse();
  }

  private static CredentialsIds at(Instant instant, int seed) {
    return new CredentialsIds(Clock.fixed(instant, ZoneOffset.UTC), new Counting(seed));
  }

  /** Counts instead of rolling dice. */
  private static final class Counting extends SecureRandom {
    private int next;

    Counting(int first) {
      this.next = first;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) next++;
      }
    }
  }
}
