package dev.rolecall.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.Samples;
import dev.rolecall.agent.credentials.CredentialAnswer.Granted;
import dev.rolecall.agent.credentials.CredentialAnswer.Unavailable;
import dev.rolecall.agent.credentials.CredentialRequest.Attested;
import dev.rolecall.agent.credentials.CredentialRequest.ByToken;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.NodePodSamples;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.session.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The cache as a node uses it. */
class PodCredentialCacheTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final FakeTimers timers = new FakeTimers(clock);
  private final FakeSource source = new FakeSource();
  private final CredentialCache cache =
      new CredentialCache(source, clock, timers, new Random(7), 64);
  private final NodePod pod = NodePodSamples.pod("a", "10.0.0.1");

  @Test
  void keepsApartPodsWaysAndIssuers() {
    cached(new Attested(pod, Way.IMDS));

    assertThat(cache.get(new Attested(pod, Way.ECS))).isNotDone();
    assertThat(cache.get(byToken("t", "https://one", HOUR))).isNotDone();
    assertThat(cache.get(byToken("t", "https://two", HOUR))).isNotDone();
    assertThat(cache.get(new Attested(NodePodSamples.pod("b", "10.0.0.1"), Way.IMDS))).isNotDone();
    assertThat(cache.get(new Attested(pod, Way.IMDS))).isCompleted();
  }

  @Test
  void servesAPodWhicheverOfItsTokensItShows() {
    cached(byToken("one", "https://i", HOUR));

    assertThat(cache.get(byToken("two", "https://i", HOUR))).isCompleted();
  }

  @Test
  void renewsWithTheTokenThatLastsLongest() {
    cached(byToken("first", "https://i", Duration.ofMinutes(20)));
    cache.get(byToken("second", "https://i", HOUR.multipliedBy(2)));
    cache.get(byToken("first", "https://i", Duration.ofMinutes(20)));

    timers.advance(Duration.ofMinutes(36));

    assertThat(source.last())
        .isInstanceOfSatisfying(
            ByToken.class,
            asked ->
                assertThat(asked.token().expiry())
                    .isEqualTo(Instant.parse("2026-03-01T14:00:00Z")));
  }

  @Test
  void renewsNothingWithATokenThatIsOverAndServesWhatItHas() {
    cached(byToken("short", "https://i", Duration.ofMinutes(20)));
    cache.get(byToken("short", "https://i", Duration.ofMinutes(20)));

    timers.advance(Duration.ofMinutes(40));
    assertThat(source.calls()).isEqualTo(1);

    assertThat(cache.get(byToken("next", "https://i", HOUR.multipliedBy(2)))).isCompleted();
    assertThat(source.calls()).as("asked again with the new token").isEqualTo(2);
  }

  @Test
  void forgetsAPodThatIsGoneAtOnce() {
    cached(new Attested(pod, Way.IMDS));

    cache.forget("a-uid");

    assertThat(cache.get(new Attested(pod, Way.IMDS))).isNotDone();
  }

  @Test
  void neitherServesNorKeepsWhatComesForAPodThatIsGone() {
    CompletableFuture<CredentialAnswer> waiting = cache.get(new Attested(pod, Way.IMDS));

    cache.forget("a-uid");
    assertThat(waiting).isCompletedWithValueMatching(Unavailable.class::isInstance);

    source.answer(granted(Optional.empty()));
    assertThat(cache.has(new Attested(pod, Way.IMDS))).isFalse();
  }

  @Test
  void forgetsWhatAnotherStateOfAPodHadShaped() {
    cached(new Attested(pod, Way.IMDS));
    NodePod changed = NodePodSamples.shaped(pod, "2");

    cache.forgetOlder(changed);

    assertThat(cache.has(new Attested(pod, Way.IMDS))).isFalse();
    assertThat(cache.get(new Attested(changed, Way.IMDS))).isNotDone();
  }

  @Test
  void keepsWhatTheSameStateOfAPodHadShaped() {
    cached(new Attested(pod, Way.IMDS));

    cache.forgetOlder(pod);

    assertThat(cache.get(new Attested(pod, Way.IMDS))).isCompleted();
  }

  @Test
  void doesNotKeepWhatStsGaveForAnotherStateOfThePod() {
    CompletableFuture<CredentialAnswer> first = cache.get(new Attested(pod, Way.IMDS));
    source.answer(granted(Optional.of("2")));
    assertThat(first).isCompletedWithValueMatching(Granted.class::isInstance);
    assertThat(cache.has(new Attested(pod, Way.IMDS))).isFalse();

    cache.get(new Attested(pod, Way.IMDS));
    source.answer(granted(Optional.of("1")));
    assertThat(cache.has(new Attested(pod, Way.IMDS))).isTrue();
  }

  @Test
  void fetchesAheadWithoutRenewingBeforeSomebodyWantsIt() {
    cache.fetchAhead(new Attested(pod, Way.IMDS));
    source.answer(granted(Optional.empty()));
    timers.advance(Duration.ofMinutes(36));
    assertThat(source.calls()).isEqualTo(1);

    CompletableFuture<CredentialAnswer> first = cache.get(new Attested(pod, Way.IMDS));
    assertThat(first).as("has less than 25 minutes left").isNotDone();
    Granted renewed = granted(Optional.empty());
    source.answer(renewed);
    assertThat(first).isCompletedWithValue(renewed);
  }

  @Test
  void servesTheFirstCallAtOnceWhatWasFetchedAheadAndHasEnoughLeft() {
    cache.fetchAhead(new Attested(pod, Way.IMDS));
    source.answer(granted(Optional.empty()));
    timers.advance(Duration.ofMinutes(35));

    assertThat(cache.get(new Attested(pod, Way.IMDS))).isCompleted();
  }

  @Test
  void servesTheFirstCallWhatWasFetchedAheadWhereStsIsAway() {
    cache.fetchAhead(new Attested(pod, Way.IMDS));
    Granted ahead = granted(Optional.empty());
    source.answer(ahead);
    timers.advance(Duration.ofMinutes(36));

    CompletableFuture<CredentialAnswer> first = cache.get(new Attested(pod, Way.IMDS));
    CompletableFuture<CredentialAnswer> second = cache.get(new Attested(pod, Way.IMDS));
    source.answer(new Unavailable("away"));

    assertThat(first).isCompletedWithValue(ahead);
    assertThat(second).isCompletedWithValue(ahead);
    assertThat(cache.get(new Attested(pod, Way.IMDS))).isCompletedWithValue(ahead);
    assertThat(source.calls()).isEqualTo(2);
  }

  private void cached(CredentialRequest request) {
    cache.get(request);
    source.answer(granted(Optional.empty()));
  }

  private Granted granted(Optional<String> shape) {
    Credentials credentials = Samples.credentials(clock.instant().plus(HOUR)).credentials();
    return new Granted(
        new ContainerCredentials(credentials, Samples.ACCOUNT, Optional.empty(), shape));
  }

  private ByToken byToken(String text, String issuer, Duration life) {
    Instant expiry = Instant.parse("2026-03-01T12:00:00Z").plus(life);
    return new ByToken(new VerifiedPodToken(PodToken.of(text), issuer, expiry), pod);
  }
}
