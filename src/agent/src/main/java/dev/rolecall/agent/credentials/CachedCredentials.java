package dev.rolecall.agent.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Credentials that sts gave, and when and with what proof to ask for the next. */
final class CachedCredentials {
  /** What is served should have this much left. */
  private static final Duration AIM = Duration.ofMinutes(25);

  /**
   * Below this an SDK would come back at once (Java v2, botocore and .NET renew at 15 minutes), so
   * it is better served by waiting for new ones.
   */
  private static final Duration LOW = Duration.ofMinutes(15);

  private final CredentialAnswer.Granted granted;

  /** Made once: most requests take nothing but this. */
  private final CompletableFuture<CredentialAnswer> kept;

  private final Instant end;
  private final Instant shortAt;
  private final Instant lowAt;
  private CredentialRequest request;
  private Instant refreshAt;
  private boolean wanted;
  private Timers.Timer timer = () -> {};

  /**
   * @param request that they were given for
   */
  CachedCredentials(
      ContainerCredentials credentials,
      CredentialRequest request,
      Instant now,
      RandomGenerator random) {
    this.granted = new CredentialAnswer.Granted(credentials);
    this.kept = CompletableFuture.completedFuture(granted);
    this.request = request;
    Instant expiration = credentials.expiration();
    Duration life = Duration.between(now, expiration);
    this.end = earlier(expiration, request.end());
    this.lowAt = expiration.minus(shorter(LOW, life.dividedBy(4)));
    this.shortAt = expiration.minus(shorter(AIM, life.dividedBy(2)));
    long jitter = random.nextLong(Math.max(1, life.dividedBy(10).toMillis()));
    this.refreshAt = shortAt.minusMillis(jitter);
  }

  boolean over(Instant now) {
    return !now.isBefore(end);
  }

  boolean due(Instant now) {
    return !now.isBefore(refreshAt);
  }

  /**
   * Whether who asks is better served by waiting for new ones: these are almost over, or are short
   * because nobody asked when they were due. Where somebody did, sts was asked then and had none,
   * and there is no sense in having every request wait while it is so.
   */
  boolean worthWaiting(Instant now) {
    return !now.isBefore(lowAt) || (!wanted && now.isAfter(shortAt));
  }

  /** Whether anybody was served these: credentials that nobody wants are not renewed. */
  boolean wanted() {
    return wanted;
  }

  CredentialAnswer serve() {
    wanted = true;
    return granted;
  }

  /** The same, done. */
  CompletableFuture<CredentialAnswer> served() {
    wanted = true;
    return kept;
  }

  /** Somebody wants them: whoever has the proof that lasts longest is who they are renewed for. */
  void wantedBy(CredentialRequest other) {
    request = request.orLonger(other);
  }

  CredentialRequest request() {
    return request;
  }

  /** Sts did not answer: the next attempt is not before {@code time}. */
  void postpone(Instant time) {
    refreshAt = time;
  }

  /** The next time that something is to be done about them. */
  Instant next(Instant now) {
    return due(now) ? end : earlier(refreshAt, end);
  }

  /** Its timer, in place of the one it had. */
  void timer(Timers.Timer next) {
    timer.cancel();
    timer = next;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
