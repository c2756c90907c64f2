package dev.rolecall.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.Samples;
import dev.rolecall.agent.credentials.CredentialAnswer.Granted;
import dev.rolecall.agent.credentials.CredentialAnswer.Refused;
import dev.rolecall.agent.credentials.CredentialAnswer.Unavailable;
import dev.rolecall.fakes.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CredentialCacheTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Refused DENIED = new Refused(400, "AccessDeniedException", "no");
  private static final Unavailable AWAY = new Unavailable("away");

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final FakeTimers timers = new FakeTimers(clock);
  private final FakeSource source = new FakeSource();
  private static final int MAX_FETCHES = 64;

  private final CredentialCache cache =
      new CredentialCache(source, clock, timers, new Random(7), MAX_FETCHES);
  private final PodToken token = token("pod", Duration.ofHours(12));

  @Test
  void asksStsOnceAndServesTheRestFromTheCache() {
    Granted first = cached(token, HOUR);

    assertThat(now(get(token))).isEqualTo(first);
    assertThat(source.calls()).isEqualTo(1);
  }

  @Test
  void makesOneCallForConcurrentMisses() {
    List<CompletableFuture<CredentialAnswer>> answers =
        IntStream.range(0, 50).mapToObj(i -> get(token)).toList();
    source.answer(granted(HOUR));

    assertThat(source.calls()).isEqualTo(1);
    assertThat(answers).allSatisfy(answer -> assertThat(now(answer)).isInstanceOf(Granted.class));
  }

  @Test
  void neverServesOneTokensCredentialsToAnother() {
    cached(token, HOUR);
    PodToken other = token("other", Duration.ofHours(12));

    CompletableFuture<CredentialAnswer> answer = get(other);
    source.answer(DENIED);

    assertThat(now(answer)).isEqualTo(DENIED);
  }

  @Test
  void asksStsForATokenThatDiffersInItsSignatureAlone() {
    cached(token, HOUR);

    get(PodToken.of(token.text().reveal() + "A"));

    assertThat(source.calls()).isEqualTo(2);
  }

  @Test
  void keepsNoRefusal() {
    CompletableFuture<CredentialAnswer> refused = get(token);
    source.answer(DENIED);
    CompletableFuture<CredentialAnswer> again = get(token);
    source.answer(granted(HOUR));

    assertThat(now(refused)).isEqualTo(DENIED);
    assertThat(now(again)).isInstanceOf(Granted.class);
  }

  @Test
  void refusesAnExpiredTokenWhateverIsCached() {
    PodToken brief = token("brief", Duration.ofMinutes(10));
    cached(brief, HOUR);

    timers.advance(Duration.ofMinutes(10));

    assertThat(now(get(brief)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("ExpiredTokenException"));
    assertThat(source.calls()).isEqualTo(1);
  }

  @Test
  void refusesATextThatIsNoTokenWithoutAskingSts() {
    for (String text : List.of("x", "a.b", "a.b.c", "a..c", "....", "é.é.é", "a.e30.c")) {
      assertThat(now(get(PodToken.of(text))))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.code()).isEqualTo("InvalidTokenException"));
    }
    assertThat(source.calls()).isZero();
  }

  @Test
  void renewsAheadSoThatWhatIsServedHasTwentyFiveMinutesLeft() {
    cached(token, HOUR);
    for (int minute = 0; minute < 12 * 60 - 61; minute++) {
      timers.advance(Duration.ofMinutes(1));
      while (source.waiting() > 0) {
        source.answer(granted(HOUR));
      }
      Granted served = (Granted) now(get(token));
      assertThat(Duration.between(clock.instant(), served.credentials().expiration()))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(25));
    }
    assertThat(source.calls()).isBetween(18, 26);
  }

  @Test
  void renewsAtDifferentTimesForDifferentEntries() {
    List<PodToken> tokens =
        IntStream.range(0, 20).mapToObj(i -> token("pod" + i, Duration.ofHours(12))).toList();
    tokens.forEach(each -> cached(each, HOUR));

    timers.advance(Duration.ofMinutes(32));

    assertThat(source.waiting()).isBetween(1, 19);
  }

  @Test
  void renewsBriefSessionsAtHalfOfTheirLife() {
    cached(token, Duration.ofMinutes(15));

    timers.advance(Duration.ofMinutes(8));

    assertThat(source.calls()).isEqualTo(2);
  }

  @Test
  void doesNotRenewWhatNobodyAskedForSinceTheLastTime() {
    cached(token, HOUR);
    timers.advance(Duration.ofMinutes(36));
    source.answer(granted(HOUR));

    timers.advance(Duration.ofMinutes(59));

    assertThat(source.calls()).isEqualTo(2);
  }

  @Test
  void forgetsCredentialsThatAreOver() {
    cached(token, HOUR);
    timers.advance(Duration.ofMinutes(36));
    source.answer(DENIED);

    assertThat(timers.count()).isZero();
    assertThat(now(missed(token, granted(HOUR)))).isInstanceOf(Granted.class);
  }

  @Test
  void servesWhatItHasWhileStsIsAwayAndTheCredentialsLive() {
    Granted first = cached(token, HOUR);
    for (int minute = 1; minute < 60; minute++) {
      timers.advance(Duration.ofMinutes(1));
      CompletableFuture<CredentialAnswer> answer = get(token);
      while (source.waiting() > 0) {
        source.answer(AWAY);
      }
      assertThat(now(answer)).isEqualTo(first);
    }

    timers.advance(Duration.ofMinutes(1));

    assertThat(now(missed(token, AWAY))).isEqualTo(AWAY);
  }

  @Test
  void servesNewCredentialsOnceStsIsBack() {
    cached(token, HOUR);
    timers.advance(Duration.ofMinutes(36));
    source.answer(AWAY);
    timers.advance(Duration.ofSeconds(31));
    Granted next = granted(HOUR);
    source.answer(next);

    assertThat(now(get(token))).isEqualTo(next);
  }

  @Test
  void dropsAnEntryAtOnceWhenItsRenewalIsRefused() {
    cached(token, HOUR);
    timers.advance(Duration.ofMinutes(36));
    source.answer(DENIED);

    assertThat(now(missed(token, DENIED))).isEqualTo(DENIED);
  }

  @Test
  void waitsForNewCredentialsWhereTheOldHaveLittleLeft() {
    cached(token, HOUR);
    timers.advance(Duration.ofMinutes(36));
    source.answer(granted(HOUR));
    timers.advance(Duration.ofMinutes(50));

    CompletableFuture<CredentialAnswer> answer = get(token);
    assertThat(answer).isNotDone();
    Granted next = granted(HOUR);
    source.answer(next);

    assertThat(now(answer)).isEqualTo(next);
  }

  @Test
  void waitsForNewCredentialsWhereFewerThanFifteenMinutesAreLeft() {
    cached(token, HOUR);
    get(token);
    timers.advance(Duration.ofMinutes(44));
    assertThat(get(token)).as("16 minutes are left, and sts is asked already").isDone();

    timers.advance(Duration.ofMinutes(1));

    assertThat(get(token)).as("an SDK would come back at once").isNotDone();
  }

  @Test
  void waitsForNewCredentialsInTheLastQuarterOfAShortLife() {
    cached(token, Duration.ofMinutes(16));
    get(token);
    timers.advance(Duration.ofMinutes(11));
    assertThat(get(token)).as("more than a quarter is left").isDone();

    timers.advance(Duration.ofMinutes(1));

    assertThat(get(token)).as("a quarter is left").isNotDone();
  }

  @Test
  void servesTheOldInTimeWhereNewOnesAreSlow() {
    cached(token, HOUR);
    timers.advance(Duration.ofMinutes(36));
    Granted old = granted(HOUR);
    source.answer(old);
    timers.advance(Duration.ofMinutes(50));

    CompletableFuture<CredentialAnswer> answer = get(token);
    timers.advance(CredentialCache.ANSWER_LIMIT);

    assertThat(now(answer)).isEqualTo(old);
  }

  @Test
  void isUnavailableInTimeWhereStsIsSlowAndKeepsWhatItSaysLater() {
    CompletableFuture<CredentialAnswer> answer = get(token);
    timers.advance(CredentialCache.ANSWER_LIMIT);
    assertThat(now(answer)).isInstanceOf(Unavailable.class);

    Granted late = granted(HOUR);
    source.answer(late);

    assertThat(now(get(token))).isEqualTo(late);
    assertThat(source.calls()).isEqualTo(1);
  }

  @Test
  void keepsNoMoreThanItsLimit() {
    cached(token, HOUR);
    for (int i = 0; i < CredentialCache.MAX_ENTRIES; i++) {
      cached(token("pod" + i, Duration.ofHours(12)), HOUR);
    }

    assertThat(timers.count()).isEqualTo(CredentialCache.MAX_ENTRIES);
    assertThat(get(token)).as("the least recently used went").isNotDone();
  }

  @Test
  void asksStsForALimitedNumberOfTokensAtOnce() {
    for (int i = 0; i < MAX_FETCHES; i++) {
      get(token("pod" + i, HOUR));
    }

    assertThat(now(get(token))).isInstanceOf(Unavailable.class);
    assertThat(get(token("pod0", HOUR))).as("joins the call under way").isNotDone();
  }

  private Granted cached(PodToken owner, Duration life) {
    Granted granted = granted(life);
    assertThat(now(missed(owner, granted))).isEqualTo(granted);
    return granted;
  }

  private CompletableFuture<CredentialAnswer> missed(PodToken owner, CredentialAnswer answer) {
    CompletableFuture<CredentialAnswer> missed = get(owner);
    assertThat(missed).as("not from the cache").isNotDone();
    source.answer(answer);
    return missed;
  }

  private CompletableFuture<CredentialAnswer> get(PodToken bearer) {
    return cache.get(new CredentialRequest.OfBearer(bearer));
  }

  private static CredentialAnswer now(CompletableFuture<CredentialAnswer> answer) {
    assertThat(answer).isCompleted();
    return answer.join();
  }

  private Granted granted(Duration life) {
    return new Granted(Samples.credentials(clock.instant().plus(life)));
  }

  private PodToken token(String subject, Duration life) {
    return PodToken.of(Samples.token(subject, clock.instant().plus(life)));
  }
}
