package dev.rolecall.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.Samples;
import dev.rolecall.agent.credentials.CredentialAnswer.Granted;
import dev.rolecall.agent.node.NodePodSamples;
import dev.rolecall.agent.node.PodDirectory;
import dev.rolecall.fakes.MovableClock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AheadFetcherTest {
  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final FakeTimers timers = new FakeTimers(clock);
  private final FakeSource source = new FakeSource();
  private final CredentialCache cache =
      new CredentialCache(source, clock, timers, new Random(7), 64);
  private final PodDirectory pods = new PodDirectory();

  @BeforeEach
  void follow() {
    pods.onPod(new AheadFetcher(cache, pods, timers, new Random(7))::appeared);
  }

  @Test
  void fetchesForBothWaysOfAPod() {
    pods.tell(NodePodSamples.pod("a", "10.0.0.1"));

    assertThat(source.calls()).isEqualTo(2);
  }

  @Test
  void asksNoMoreThanAFewAtATimeAndGoesOnSlowly() {
    for (int i = 0; i < 100; i++) {
      pods.tell(NodePodSamples.pod("p" + i, "10.0.0." + i));
    }
    assertThat(source.waiting()).isEqualTo(AheadFetcher.AT_A_TIME);

    for (int second = 0; second < 2; second++) {
      for (int i = 0; i < 100; i++) {
        while (source.waiting() > 0) {
          source.answer(granted());
        }
        timers.advance(Duration.ofMillis(10));
      }
    }
    assertThat(source.calls()).isBetween(40, 140);
  }

  @Test
  void fetchesNothingForPodsThatWentMeanwhile() {
    for (int i = 0; i < 10; i++) {
      pods.tell(NodePodSamples.pod("p" + i, "10.0.0." + i));
    }
    for (int i = 0; i < 10; i++) {
      pods.gone("p" + i + "-uid");
    }
    while (source.waiting() > 0) {
      source.answer(granted());
      timers.advance(Duration.ofSeconds(1));
    }

    assertThat(source.calls()).isEqualTo(AheadFetcher.AT_A_TIME);
  }

  @Test
  void doesNotFetchWhatIsThere() {
    pods.tell(NodePodSamples.pod("a", "10.0.0.1"));
    source.answer(granted());
    source.answer(granted());
    timers.advance(Duration.ofSeconds(1));

    pods.tell(NodePodSamples.pod("a", "10.0.0.1", "fd00::1"));
    timers.advance(Duration.ofSeconds(1));

    assertThat(source.calls()).isEqualTo(2);
  }

  private Granted granted() {
    return new Granted(Samples.credentials(clock.instant().plus(Duration.ofHours(1))));
  }
}
