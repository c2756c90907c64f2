package dev.rolecall.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.Samples;
import dev.rolecall.agent.credentials.CredentialAnswer.Refused;
import dev.rolecall.agent.credentials.CredentialAnswer.Unavailable;
import dev.rolecall.fakes.MovableClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RetryingSourceTest {
  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final FakeTimers timers = new FakeTimers(clock);
  private final FakeSource source = new FakeSource();
  private final PodToken token =
      PodToken.of(Samples.token("pod", clock.instant().plus(Duration.ofHours(1))));
  private final CompletableFuture<CredentialAnswer> answer =
      new RetryingSource(source, timers).fetch(new CredentialRequest.OfBearer(token));

  @Test
  void asksAgainShortlyWhereAPodIsNotKnownYet() {
    source.answer(new Unavailable("the pod is not known yet"));
    timers.advance(Duration.ofMillis(100));
    CredentialAnswer granted =
        new CredentialAnswer.Granted(Samples.credentials(clock.instant().plusSeconds(3600)));
    source.answer(granted);

    assertThat(answer).isCompletedWithValue(granted);
  }

  @Test
  void givesUpAfterThreeAttempts() {
    source.answer(new Unavailable("1"));
    timers.advance(Duration.ofMillis(100));
    source.answer(new Unavailable("2"));
    timers.advance(Duration.ofMillis(300));
    source.answer(new Unavailable("3"));

    assertThat(answer).isCompletedWithValue(new Unavailable("3"));
    assertThat(source.calls()).isEqualTo(3);
  }

  @Test
  void takesANoForAnAnswer() {
    source.answer(new Refused(400, "AccessDeniedException", "no"));

    assertThat(answer).isCompleted();
    assertThat(source.calls()).isEqualTo(1);
  }
}
