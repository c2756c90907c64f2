package dev.rolecall.agent.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.credentials.FakeTimers;
import dev.rolecall.fakes.MovableClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TimelyEndpointTest {
  private static final EndpointAnswer OK = EndpointAnswer.of(200, "text/plain", "ok");
  private static final EndpointAnswer LATE = EndpointAnswer.of(503, "text/plain", "late");

  private final FakeTimers timers = new FakeTimers(MovableClock.at("2026-03-01T12:00:00Z"));
  private final CompletableFuture<EndpointAnswer> held = new CompletableFuture<>();
  private final EndpointRequest request =
      FakeNode.request(new Connection(InetAddress.getLoopbackAddress(), 7), "GET", "/");

  @Test
  void setsNoTimerForWhatIsKnown() {
    assertThat(new TimelyEndpoint(any -> held, timers, () -> LATE).answer(request)).isNotDone();
    held.complete(OK);

    assertThat(new TimelyEndpoint(any -> held, timers, () -> LATE).answer(request))
        .isCompletedWithValue(OK);
    assertThat(timers.count()).isZero();
  }

  @Test
  void answersWhenTheTimeIsOver() {
    CompletableFuture<EndpointAnswer> answer =
        new TimelyEndpoint(any -> held, timers, () -> LATE).answer(request).toCompletableFuture();
    timers.advance(TimelyEndpoint.LONGEST);
    held.complete(OK);

    assertThat(answer).isCompletedWithValue(LATE);
    assertThat(TimelyEndpoint.LONGEST).isLessThan(Duration.ofMillis(800));
  }
}
