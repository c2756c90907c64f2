package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cache.Bounds;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.AccountId;
import dev.rolecall.session.SessionIssuer.Result.Issued;
import dev.rolecall.session.SessionOpener.Result;
import dev.rolecall.session.SessionOpener.Result.Expired;
import dev.rolecall.session.SessionOpener.Result.Invalid;
import dev.rolecall.session.SessionOpener.Result.Opened;
import dev.rolecall.sigv4.CredentialLookup.Answer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sessions that come back. */
class KeptSessionsTest {
  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private MasterKeys keys = MasterKeys.parse(MasterKeys.withNewKey("", clock));
  private final SessionIssuer issuer = new SessionIssuer(() -> keys, clock, new SecureRandom());
  private final SessionOpener opener = new SessionOpener(() -> keys, clock, Sessions.KEPT);

  @Test
  void keepsNothingOfWhatComesOnce() {
    String token = token(issue());
    Opened first = opened(token);
    assertThat(opened(token).session()).isNotSameAs(first.session()).isEqualTo(first.session());
  }

  @Test
  void opensWhatComesAgainNoMoreAndDerivesItsSigningKeysOnce() {
    String token = seen(issue());
    Opened first = opened(token);
    Opened again = opened(token);

    assertThat(again.session()).isSameAs(first.session());
    assertThat(again.keys()).isSameAs(first.keys());
    assertThat(again.keys().symmetric("20260301", "eu-west-1", "sts"))
        .isSameAs(first.keys().symmetric("20260301", "eu-west-1", "sts"))
        .isNotSameAs(first.keys().symmetric("20260302", "eu-west-1", "sts"))
        .isNotSameAs(first.keys().symmetric("20260301", "eu-west-2", "sts"))
        .isNotSameAs(first.keys().symmetric("20260301", "eu-west-1", "s3"));
  }

  @Test
  void refusesTheSessionsOfADroppedKeyAtOnce() {
    String token = seen(issue());
    opened(token);
    keys = MasterKeys.parse(MasterKeys.withNewKey("", clock));
    assertThat(opener.open(token)).isEqualTo(new Invalid());
  }

  @Test
  void refusesTheSessionsOfAKeyThatAnotherTookTheIdOf() {
    String set = MasterKeys.withNewKey("", clock);
    keys = MasterKeys.parse(set);
    String token = seen(issue());
    opened(token);

    String kid = set.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    keys =
        MasterKeys.parse(
            MasterKeys.withNewKey("", clock)
                .replaceAll("\"kid\":\"[^\"]+\"", "\"kid\":\"" + kid + "\""));
    assertThat(opener.open(token)).isEqualTo(new Invalid());
  }

  @Test
  void keepsWhatIsKeptThroughARotation() {
    String set = MasterKeys.withNewKey("", clock);
    keys = MasterKeys.parse(set);
    String token = seen(issue());
    Opened before = opened(token);
    keys = MasterKeys.parse(MasterKeys.withNewKey(set, clock));
    assertThat(opened(token).keys()).isSameAs(before.keys());
  }

  @Test
  void looksAtTheTimeOfEveryCall() {
    Issued issued = issue();
    String token = seen(issued);
    opened(token);
    Instant start = clock.instant();

    clock.set(issued.session().expiresAt());
    assertThat(opener.open(token))
        .isInstanceOfSatisfying(
            Expired.class, over -> assertThat(over.session()).isEqualTo(issued.session()));
    clock.set(start.minus(Duration.ofMinutes(5)));
    opened(token);
    clock.set(start.minus(Duration.ofMinutes(5)).minusMillis(1));
    assertThat(opener.open(token)).isEqualTo(new Invalid());
  }

  @Test
  void knowsTokensAsAWholeHoweverMuchTheyShare() {
    String token = seen(issue());
    opened(token);
    for (int i = 0; i < token.length(); i++) {
      String other =
          token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
      assertThat(opener.open(other)).isEqualTo(new Invalid());
    }
    opened(token);
  }

  /** Whoever has a master key could seal it; one who has seen a session's id alone cannot. */
  @Test
  void givesTwoSessionsWithOneAccessKeyIdTheirOwnSecrets() {
    SessionIssuer alike = new SessionIssuer(() -> keys, clock, new SameKeyIds());
    Issued one = Sessions.issued(alike.issue(Sessions.plain()));
    Issued two = Sessions.issued(alike.issue(Sessions.withTags(Map.of("team", "b"))));
    String id = one.session().accessKeyId().value();
    assertThat(two.session().accessKeyId().value()).isEqualTo(id);

    PresentedSession presented = new PresentedSession(opener);
    Answer.Known first = (Answer.Known) presented.find(id, seen(one));
    assertThat(presented.session()).contains(one.session());
    Answer.Known second = (Answer.Known) presented.find(id, token(two));
    assertThat(presented.session()).contains(two.session());
    assertThat(second.keys()).isNotSameAs(first.keys());
    assertThat(presented.find(id, token(one))).isEqualTo(first);
    assertThat(presented.session()).contains(one.session());
  }

  @Test
  void knowsAKeptSessionUnderItsOwnKeyIdAlone() {
    Issued issued = issue();
    opened(seen(issued));
    String other = AccessKeyId.generate(new AccountId("111111111111"), new Random(1)).value();
    assertThat(new PresentedSession(opener).find(other, token(issued)))
        .isEqualTo(new Answer.Unknown());
  }

  @Test
  void opensAsManyAsThereAreHoweverFewItKeeps() {
    SessionOpener small = new SessionOpener(() -> keys, clock, new Bounds(2, 1_000_000));
    for (int i = 0; i < 20; i++) {
      assertThat(small.open(token(issue()))).isInstanceOf(Opened.class);
    }
    SessionOpener none = new SessionOpener(() -> keys, clock, new Bounds(0, 0));
    String token = token(issue());
    assertThat(none.open(token)).isInstanceOf(Opened.class);
    assertThat(none.open(token)).isInstanceOf(Opened.class);
  }

  @Test
  void printsNoSecretOfWhatItKeeps() {
    Issued issued = issue();
    Result result = opener.open(seen(issued));
    assertThat(result + " " + opener)
        .doesNotContain(issued.credentials().secretAccessKey().reveal())
        .doesNotContain(token(issued));
  }

  private Issued issue() {
    return Sessions.issued(issuer.issue(Sessions.plain()));
  }

  /** The token of a session that was opened once: only what comes again is kept. */
  private String seen(Issued issued) {
    String token = token(issued);
    opened(token);
    return token;
  }

  private static String token(Issued issued) {
    return issued.credentials().sessionToken().reveal();
  }

  private Opened opened(String token) {
    Result result = opener.open(token);
    assertThat(result).isInstanceOf(Opened.class);
    return (Opened) result;
  }

  /** Random bytes, but access key ids that are all the same. */
  private static final class SameKeyIds extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public int nextInt(int bound) {
      return 3;
    }
  }
}
