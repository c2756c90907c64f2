package dev.rolecall.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.rolecall.fakes.FakeDocuments;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.token.DocumentFetcher.Document;
import dev.rolecall.token.KeyLookup.Found;
import dev.rolecall.token.KeyLookup.NotFound;
import dev.rolecall.token.KeyLookup.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is fetched, when, and what is answered meanwhile. */
class RemoteKeysTest {
  private static final String URL = "https://issuer.example/keys";
  private static final RSAKey FIRST = FakeIssuer.rsa("k1", 2048);
  private static final RSAKey SECOND = FakeIssuer.rsa("k2", 2048);

  private final MovableClock clock = MovableClock.at("2026-09-11T12:00:00Z");
  private final FakeDocuments documents = new FakeDocuments();
  private final Queue<Runnable> limits = new ArrayDeque<>();
  private final FakeIssuer issuer = new FakeIssuer("https://issuer.example", clock).rotate(FIRST);
  private final RemoteKeys keys = source(URL);

  private RemoteKeys source(String url) {
    return new RemoteKeys(
        new KeyLocation.Url(URI.create(url), null), new KeyFetching(documents, clock, limits::add));
  }

  /** The answer, which must be there. */
  private KeyLookup find(String keyId) {
    return pending(keyId).getNow(new Unavailable("no answer yet"));
  }

  private CompletableFuture<KeyLookup> pending(String keyId) {
    return keys.find(keyId).toCompletableFuture();
  }

  private static Found found(RSAKey key) throws Exception {
    return new Found(key.toPublicKey());
  }

  private Document published() {
    return new Document(issuer.jwks(), Optional.empty());
  }

  @Test
  void fetchesOnceAndThenRemembers() throws Exception {
    documents.put(URL, issuer.jwks());

    assertThat(find("k1")).isEqualTo(found(FIRST));
    assertThat(find("k1")).isEqualTo(found(FIRST));
    assertThat(find("")).isEqualTo(found(FIRST));
    assertThat(documents.fetches(URL)).isEqualTo(1);
  }

  @Test
  void sharesOneFetchAmongAllWhoAsk() throws Exception {
    CompletableFuture<Document> slow = documents.hold(URL);
    List<CompletableFuture<KeyLookup>> answers =
        IntStream.range(0, 20).mapToObj(i -> pending("k1")).toList();
    assertThat(answers).noneMatch(CompletableFuture::isDone);

    slow.complete(published());

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(found(FIRST)));
    assertThat(documents.fetches(URL)).isEqualTo(1);
  }

  @Test
  void isNotDelayedByAnotherIssuerThatIsSlow() throws Exception {
    documents.hold("https://slow.example/keys");
    documents.put(URL, issuer.jwks());

    CompletableFuture<KeyLookup> slow =
        source("https://slow.example/keys").find("k1").toCompletableFuture();

    assertThat(find("k1")).isEqualTo(found(FIRST));
    assertThat(slow).isNotDone();
  }

  @Test
  void findsANewKeyAtOnceWhenTheIssuerRotates() throws Exception {
    documents.put(URL, issuer.jwks());
    assertThat(find("k1")).isEqualTo(found(FIRST));

    documents.put(URL, issuer.rotate(SECOND).jwks());

    assertThat(find("k2")).isEqualTo(found(SECOND));
    assertThat(find("k1")).isEqualTo(found(FIRST));
  }

  /** Agents are told of the keys that are held, and show sts no token of a key that is not. */
  @Test
  void knowsANewKeyBeforeAnybodyAsksForIt() throws Exception {
    documents.put(URL, issuer.jwks());
    assertThat(find("k1")).isEqualTo(found(FIRST));
    documents.put(URL, issuer.rotate(SECOND).jwks());

    keys.refresh(Duration.ofSeconds(10));
    assertThat(documents.fetches(URL)).as("nothing is older yet").isEqualTo(1);
    clock.advance(Duration.ofSeconds(10));
    keys.refresh(Duration.ofSeconds(10));

    assertThat(documents.fetches(URL)).isEqualTo(2);
    assertThat(keys.held().orElseThrow().find("k2")).isPresent();
  }

  @Test
  void knowsANewKeySoonAlsoWhereTheClockWasSetBack() throws Exception {
    documents.put(URL, issuer.jwks());
    find("k1");
    documents.put(URL, issuer.rotate(SECOND).jwks());
    clock.advance(Duration.ofMinutes(-3));

    keys.refresh(Duration.ofSeconds(10));

    assertThat(keys.held().orElseThrow().find("k2")).isPresent();
    keys.refresh(Duration.ofSeconds(10));
    assertThat(documents.fetches(URL)).isEqualTo(2);
  }

  @Test
  void refreshesInTheBackgroundAlsoWhereTheClockWasSetBack() throws Exception {
    documents.put(URL, issuer.jwks());
    find("k1");
    documents.put(URL, issuer.rotate(SECOND).jwks());
    clock.advance(Duration.ofMinutes(-3));

    assertThat(find("k1")).isEqualTo(found(FIRST));
    assertThat(keys.held().orElseThrow().find("k2")).isPresent();
  }

  @Test
  void fetchesForAnUnknownKeyAlsoWhereTheClockWasSetBackSinceTheLast() throws Exception {
    documents.put(URL, issuer.jwks());
    find("k1");
    find("unknown");
    documents.put(URL, issuer.rotate(SECOND).jwks());
    clock.advance(Duration.ofMinutes(-3));

    assertThat(find("k2")).isEqualTo(found(SECOND));
  }

  @Test
  void forgetsAFailureWhereTheClockWasSetBackSince() throws Exception {
    documents.fail(URL, "away");
    find("k1");
    documents.put(URL, issuer.jwks());
    clock.advance(Duration.ofMinutes(-3));

    assertThat(find("k1")).isEqualTo(found(FIRST));
  }

  @Test
  void givesNoKeysUpBecauseTheClockWasSetBackWhileTheIssuerIsAway() throws Exception {
    documents.put(URL, issuer.jwks());
    find("k1");
    documents.fail(URL, "away");
    clock.advance(Duration.ofDays(-2));

    assertThat(find("k1")).isEqualTo(found(FIRST));
  }

  @Test
  void keepsItsKeysWhereARefreshFailsAndWaitsBeforeTheNext() throws Exception {
    documents.put(URL, issuer.jwks());
    assertThat(find("k1")).isEqualTo(found(FIRST));
    documents.fail(URL, "away");
    clock.advance(Duration.ofSeconds(10));

    keys.refresh(Duration.ofSeconds(10));
    keys.refresh(Duration.ofSeconds(10));

    assertThat(documents.fetches(URL)).isEqualTo(2);
    assertThat(find("k1")).isEqualTo(found(FIRST));
  }

  @Test
  void forgetsAKeyThatTheIssuerDropped() throws Exception {
    documents.put(URL, issuer.jwks());
    find("k1");
    documents.put(URL, new FakeIssuer("https://issuer.example", clock).rotate(SECOND).jwks());
    clock.advance(Duration.ofMinutes(15));
    find("k1");

    assertThat(find("k1")).isEqualTo(new NotFound());
  }

  @Test
  void fetchesForUnknownKeysAtMostOnceInThirtySeconds() {
    documents.put(URL, issuer.jwks());
    find("k1");

    IntStream.range(0, 100)
        .forEach(i -> assertThat(find("unknown-" + i)).isEqualTo(new NotFound()));
    assertThat(documents.fetches(URL)).isEqualTo(2);

    clock.advance(Duration.ofSeconds(29));
    find("unknown");
    assertThat(documents.fetches(URL)).isEqualTo(2);

    clock.advance(Duration.ofSeconds(1));
    find("unknown");
    assertThat(documents.fetches(URL)).isEqualTo(3);
  }

  @Test
  void doesNotFetchAgainForATokenThatNamesNoKey() {
    documents.put(URL, issuer.rotate(SECOND).jwks());

    assertThat(find("")).isEqualTo(new NotFound());
    assertThat(find("")).isEqualTo(new NotFound());
    assertThat(documents.fetches(URL)).isEqualTo(1);
  }

  @Test
  void remembersAFailureForTenSeconds() throws Exception {
    documents.fail(URL, "connection refused");

    assertThat(find("k1")).isEqualTo(new Unavailable("connection refused"));
    assertThat(find("k1")).isEqualTo(new Unavailable("connection refused"));
    assertThat(documents.fetches(URL)).isEqualTo(1);

    documents.put(URL, issuer.jwks());
    clock.advance(Duration.ofSeconds(10));
    assertThat(find("k1")).isEqualTo(found(FIRST));
  }

  @Test
  void givesUpAtTheLimitAndLetsALateAnswerBe() throws Exception {
    CompletableFuture<Document> slow = documents.hold(URL);
    CompletableFuture<KeyLookup> answer = pending("k1");
    assertThat(answer).isNotDone();

    limits.remove().run();
    assertThat(answer.join()).isEqualTo(new Unavailable("the issuer took too long"));
    slow.complete(published());
    assertThat(find("k1")).isEqualTo(new Unavailable("the issuer took too long"));

    documents.put(URL, issuer.jwks());
    clock.advance(Duration.ofSeconds(10));
    assertThat(find("k1")).isEqualTo(found(FIRST));
  }

  @Test
  void setsNoLimitToWhatIsThereAtOnce() {
    documents.put(URL, issuer.jwks());
    find("k1");
    assertThat(limits).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 300", "600, 600", "999999, 3600"})
  void refreshesInTheBackgroundAfterTheAgeThatTheIssuerGaveWithinBounds(long given, long held)
      throws Exception {
    documents.put(URL, issuer.jwks(), Duration.ofSeconds(given));
    find("k1");
    clock.advance(Duration.ofSeconds(held - 1));
    find("k1");
    assertThat(documents.fetches(URL)).isEqualTo(1);

    clock.advance(Duration.ofSeconds(1));
    CompletableFuture<Document> slow = documents.hold(URL);
    assertThat(find("k1")).isEqualTo(found(FIRST));
    assertThat(find("k1")).isEqualTo(found(FIRST));
    assertThat(documents.fetches(URL)).isEqualTo(2);

    slow.complete(published());
    assertThat(find("k1")).isEqualTo(found(FIRST));
    assertThat(documents.fetches(URL)).isEqualTo(2);
  }

  @Test
  void doesNotTrustKeysOfTwoHoursUncheckedWhileTheIssuerAnswers() {
    documents.put(URL, issuer.jwks());
    find("k1");
    documents.put(URL, new FakeIssuer("https://issuer.example", clock).rotate(SECOND).jwks());
    clock.advance(Duration.ofHours(2));

    assertThat(find("k1")).isEqualTo(new NotFound());
  }

  @Test
  void livesADayOnTheLastKeysWhileTheIssuerIsAway() throws Exception {
    documents.put(URL, issuer.jwks());
    find("k1");
    documents.fail(URL, "away");

    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(find("k1")).isEqualTo(found(FIRST));
    assertThat(find("unknown")).isEqualTo(new Unavailable("away"));

    clock.advance(Duration.ofSeconds(10));
    assertThat(find("k1")).isEqualTo(new Unavailable("away"));
  }

  @Test
  void makesNobodyWaitForAnIssuerThatIsKnownToBeAway() throws Exception {
    documents.put(URL, issuer.jwks());
    find("k1");
    documents.fail(URL, "away");
    clock.advance(Duration.ofHours(3));
    find("k1");

    documents.hold(URL);
    clock.advance(Duration.ofSeconds(10));
    assertThat(find("k1")).isEqualTo(found(FIRST));
  }

  @Test
  void treatsADocumentThatIsNoJwkSetAsAFailure() {
    documents.put(URL, "<html>");
    assertThat(find("k1"))
        .isInstanceOfSatisfying(
            Unavailable.class,
            answer -> assertThat(answer.reason()).startsWith("the JWK set is not JSON"));
  }

  @Test
  void treatsAFetcherThatThrowsAsAFailure() {
    RemoteKeys broken =
        new RemoteKeys(
            new KeyLocation.Url(URI.create(URL), null),
            new KeyFetching(
                (uri, caBundle) -> {
                  throw new IllegalStateException("internal");
                },
                clock,
                limits::add));
    assertThat(broken.find("k1").toCompletableFuture().join())
        .isEqualTo(new Unavailable("the keys cannot be fetched"));
  }
}
