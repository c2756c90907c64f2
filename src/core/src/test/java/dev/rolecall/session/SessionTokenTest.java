package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleId;
import dev.rolecall.session.SessionIssuer.Result.Issued;
import dev.rolecall.session.SessionIssuer.Result.TooLarge;
import dev.rolecall.session.SessionOpener.Result.Expired;
import dev.rolecall.session.SessionOpener.Result.Invalid;
import dev.rolecall.session.SessionOpener.Result.Opened;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTokenTest {
  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00.750Z");
  private String keySet = MasterKeys.withNewKey("", clock);
  private final SessionIssuer issuer = new SessionIssuer(this::keys, clock, new SecureRandom());
  private final SessionOpener opener = new SessionOpener(this::keys, clock, Sessions.KEPT);

  private MasterKeys keys() {
    return MasterKeys.parse(keySet);
  }

  @Test
  void opensWhatWasIssued() {
    Session.Ancestor withPod =
        new Session.Ancestor(
            RoleId.ofUid("first"),
            new AccountId("222222222222"),
            Instant.parse("2026-03-01T11:00:00Z"),
            Optional.of(Sessions.POD));
    Session.Ancestor without =
        new Session.Ancestor(
            RoleId.ofUid("second"),
            new AccountId("000000000000"),
            Instant.parse("2026-03-01T11:30:00Z"),
            Optional.empty());
    for (SessionDraft draft : List.of(Sessions.plain(), Sessions.full(withPod, without))) {
      Issued issued = issue(draft);
      assertThat(opener.open(token(issued)))
          .isInstanceOfSatisfying(
              Opened.class, opened -> assertThat(opened.session()).isEqualTo(issued.session()));
      assertThat(issued.session().tags()).isEqualTo(draft.tags());
      assertThat(issued.session().ancestors()).isEqualTo(draft.ancestors());
    }
  }

  @Test
  void issuesCredentialsOfAwssShape() {
    Issued issued = issue(Sessions.plain());
    assertThat(issued.credentials().accessKeyId().account()).isEqualTo(Sessions.ROLE_ARN.account());
    assertThat(issued.credentials().accessKeyId()).isEqualTo(issued.session().accessKeyId());
    assertThat(issued.credentials().secretAccessKey().reveal()).matches("[A-Za-z0-9+/]{40}");
    assertThat(issued.credentials().expiration()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
    assertThat(issued.tokenBytes()).isEqualTo(token(issued).length()).isLessThan(700);
    assertThat(decoded(token(issued).split("\\.")[0]))
        .contains("\"alg\":\"dir\"", "\"enc\":\"A256GCM\"", "\"zip\":\"DEF\"");
  }

  @Test
  void sharesNothingSecretBetweenSessionsOfOneDraft() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Credentials credentials = issue(Sessions.plain()).credentials();
      assertThat(seen.add(credentials.secretAccessKey().reveal())).isTrue();
      assertThat(seen.add(credentials.sessionToken().reveal())).isTrue();
      assertThat(seen.add(credentials.accessKeyId().value())).isTrue();
      assertThat(seen.add(decoded(credentials.sessionToken().reveal().split("\\.")[0]))).isTrue();
    }
  }

  @Test
  void refusesATokenWithAnyCharacterChanged() {
    String token = token(issue(Sessions.plain()));
    for (int i = 0; i < token.length(); i++) {
      for (char replacement : new char[] {'A', 'B', 'g', '_', '.', ' ', '=', 'é', '\u0000'}) {
        if (token.charAt(i) != replacement) {
          assertInvalid(token.substring(0, i) + replacement + token.substring(i + 1));
        }
      }
    }
  }

  @Test
  void refusesATokenWithAnyBitFlipped() {
    String[] parts = token(issue(Sessions.plain())).split("\\.", -1);
    for (int part : new int[] {0, 2, 3, 4}) {
      byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        String[] changed = parts.clone();
        changed[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
        assertInvalid(String.join(".", changed));
      }
    }
  }

  @Test
  void refusesAnotherSpellingOfTheSameBytes() {
    String token = token(issue(Sessions.plain()));
    // 16 bytes of tag leave four bits of the last character unused.
    char last = token.charAt(token.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char sibling = alphabet.charAt(alphabet.indexOf(last) ^ 1);
    assertInvalid(token.substring(0, token.length() - 1) + sibling);
    assertInvalid(token + "=");
    assertInvalid(token + "\n");
    assertInvalid(" " + token);
  }

  @Test
  void refusesTruncatedAndForeignTexts() {
    String token = token(issue(Sessions.plain()));
    for (int length = 0; length < token.length(); length++) {
      assertInvalid(token.substring(0, length));
    }
    for (String text :
        List.of("", ".", "....", ".....", "a.b.c", token + "." + token, token + ".")) {
      assertInvalid(text);
    }
    assertInvalid("A".repeat(10_000_000));
    assertInvalid("[".repeat(4096));
  }

  @Test
  void refusesPartsOfTwoTokens() {
    String[] one = token(issue(Sessions.plain())).split("\\.", -1);
    String[] two = token(issue(Sessions.plain())).split("\\.", -1);
    for (int part : new int[] {0, 2, 3, 4}) {
      String[] mixed = one.clone();
      mixed[part] = two[part];
      assertInvalid(String.join(".", mixed));
    }
  }

  @Test
  void refusesEveryHeaderButItsOwn() {
    String token = token(issue(Sessions.plain()));
    String rest = token.substring(token.indexOf('.'));
    String header = decoded(token.substring(0, token.indexOf('.')));
    for (String changed :
        List.of(
            "{}",
            "[]",
            "",
            "null",
            "{\"alg\":\"none\"}",
            header.replace("\"enc\"", "\"x\""),
            header.replace("A256GCM", "A128GCM"),
            header.replace("A256GCM", "A256CBC-HS512"),
            header.replace("\"dir\"", "\"A256KW\""),
            header.replace("\"dir\"", "\"none\""),
            header.replace("\"dir\"", "null"),
            header.replace("\"DEF\"", "\"GZ\""),
            header.replace("\"zip\":\"DEF\",", ""),
            header.replace("{", "{\"crit\":[\"exp\"],"),
            header.replace("{", "{\"crit\":[],"),
            header.replace("{", "{ "),
            header.replaceAll("\"kid\":\"[^\"]+\"", "\"kid\":\"other\""),
            header.replaceAll("\"kid\":\"[^\"]+\"", "\"kid\":null"),
            header.replaceAll("\"sid\":\"[^\"]+\"", "\"sid\":\"AAAA\""),
            header.replaceAll("\"sid\":\"[^\"]+\"", "\"sid\":7"))) {
      assertThat(changed).isNotEqualTo(header);
      assertInvalid(
          Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(changed.getBytes(StandardCharsets.UTF_8))
              + rest);
    }
  }

  @Test
  void refusesATokenOfAnotherKeyUnderTheSameKid() {
    Issued issued = issue(Sessions.plain());
    String kid = keySet.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    keySet =
        MasterKeys.withNewKey("", clock)
            .replaceAll("\"kid\":\"[^\"]+\"", "\"kid\":\"" + kid + "\"");
    assertInvalid(token(issued));
  }

  @Test
  void opensThroughARotationUntilTheKeyIsDropped() {
    String first = keySet;
    Issued byFirst = issue(Sessions.plain());

    keySet = MasterKeys.withNewKey(first, clock);
    Issued stillByFirst = issue(Sessions.plain());
    clock.advance(Duration.ofMinutes(10));
    Issued bySecond = issue(Sessions.plain());

    for (Issued issued : List.of(byFirst, stillByFirst, bySecond)) {
      assertThat(opener.open(token(issued))).isInstanceOf(Opened.class);
    }
    String both = keySet;
    keySet = first;
    assertThat(opener.open(token(stillByFirst))).isInstanceOf(Opened.class);
    assertInvalid(token(bySecond));

    keySet = both;
    clock.advance(Duration.ofHours(14));
    keySet = MasterKeys.withoutSpentKeys(both, clock);
    assertInvalid(token(byFirst));
    assertThat(opener.open(token(bySecond))).isInstanceOf(Expired.class);
  }

  @Test
  void aReplicaThatDoesNotKnowTheNewKeyYetOpensWhatOthersSeal() {
    String old = keySet;
    keySet = MasterKeys.withNewKey(old, clock);
    clock.advance(Duration.ofMinutes(9));
    SessionOpener slowReplica =
        new SessionOpener(() -> MasterKeys.parse(old), clock, Sessions.KEPT);
    assertThat(slowReplica.open(token(issue(Sessions.plain())))).isInstanceOf(Opened.class);
  }

  @Test
  void expiresOnTheSecond() {
    Issued issued = issue(Sessions.plain());
    clock.set(issued.session().expiresAt().minusMillis(1));
    assertThat(opener.open(token(issued))).isInstanceOf(Opened.class);
    clock.set(issued.session().expiresAt());
    assertThat(opener.open(token(issued)))
        .isInstanceOfSatisfying(
            Expired.class, over -> assertThat(over.session()).isEqualTo(issued.session()));
  }

  @Test
  void fillsATokenUpTo4096BytesAndNoFurther() {
    int largest = 0;
    for (int values = 0; values < 60; values++) {
      switch (issuer.issue(Sessions.withTags(incompressible(values)))) {
        case Issued issued -> {
          assertThat(issued.tokenBytes()).isLessThanOrEqualTo(4096);
          assertThat(opener.open(token(issued))).isInstanceOf(Opened.class);
          largest = Math.max(largest, issued.tokenBytes());
        }
        case TooLarge tooLarge -> assertThat(tooLarge.tokenBytes()).isGreaterThan(4096);
      }
    }
    assertThat(largest).isGreaterThan(3900);
    assertThat(issuer.issue(Sessions.withTags(incompressible(60)))).isInstanceOf(TooLarge.class);
  }

  @Test
  void fillsATokenUpToTheSizeThatIsAskedFor() {
    int own = issue(Sessions.plain()).tokenBytes();
    for (int asked : new int[] {0, 1, own, 1000, 4095, 4096}) {
      Issued issued = Sessions.issued(issuer.issue(Sessions.plain(), asked));
      assertThat(issued.tokenBytes()).isEqualTo(token(issued).length());
      // Small ones vary with what does not compress; a header that says a size takes some more.
      assertThat(issued.tokenBytes()).isBetween(asked, Math.max(asked, own + 60));
      assertThat(opener.open(token(issued)))
          .isInstanceOfSatisfying(
              Opened.class, opened -> assertThat(opened.session()).isEqualTo(issued.session()));
    }
    assertThat(Sessions.issued(issuer.issue(Sessions.plain(), 4096)).tokenBytes()).isEqualTo(4096);
  }

  @Test
  void refusesATokenWithMoreOrLessFillerThanItWasIssuedWith() {
    String filled = token(Sessions.issued(issuer.issue(Sessions.plain(), 1000)));
    String plain = token(issue(Sessions.plain()));
    assertThat(filled).hasSize(1000).endsWith("~");

    assertInvalid(filled + "~");
    assertInvalid(filled.substring(0, 999));
    assertInvalid(filled.replaceFirst("~+$", ""));
    assertInvalid("~" + filled.substring(0, 999));
    assertInvalid(plain + "~");
    assertInvalid("~".repeat(1000));
    assertInvalid("~");
    assertInvalid("");
  }

  @Test
  void issuesNothingThatInflatesBeyondItsLimit() {
    String policy = "{\"Version\":\"2012-10-17\"" + " ".repeat(70_000) + "}";
    assertThat(issuer.issue(Sessions.withPolicies(List.of(policy))))
        .isInstanceOfSatisfying(
            TooLarge.class, tooLarge -> assertThat(tooLarge.tokenBytes()).isGreaterThan(70_000));
  }

  @Test
  void opensNoBombEvenWhereTheKeySealedIt() {
    for (int size : new int[] {100_000, 2_000_000}) {
      MasterKey key = keys().sealing(clock.instant());
      byte[] id = new byte[SealedToken.SESSION_ID_BYTES];
      String claims = SessionClaims.write(issue(Sessions.plain()).session());
      String bomb =
          new SealedToken.Sealing(key.id(), id, key.derive(id), 0)
              .seal(claims + " ".repeat(size), new SecureRandom());
      assertThat(bomb.length()).isLessThan(4096);
      assertInvalid(bomb);
    }
  }

  @Test
  void opensNoClaimsThatAreNoSessions() {
    MasterKey key = keys().sealing(clock.instant());
    byte[] id = new byte[SealedToken.SESSION_ID_BYTES];
    String good = SessionClaims.write(issue(Sessions.full()).session());
    for (String claims :
        List.of(
            "",
            "[]",
            "{}",
            "nonsense",
            good.replace("AROA", "AIDA"),
            good.replace("\"e\":", "\"z\":"),
            good.replace("\"i\":", "\"i\":1.5,\"z\":"),
            good.replace("\"d\":[", "\"d\":[\"x\","),
            good.replace("\"t\":{", "\"t\":{\"n\":1,"))) {
      assertInvalid(
          new SealedToken.Sealing(key.id(), id, key.derive(id), 0)
              .seal(claims, new SecureRandom()));
    }
  }

  @Test
  void printsNoSecret() {
    Issued issued = issue(Sessions.full());
    String printed =
        issued
            + " "
            + opener.open(token(issued))
            + keys()
            + issuer
            + opener
            + new PresentedSession(opener)
                .find(issued.session().accessKeyId().value(), token(issued));
    assertThat(printed)
        .doesNotContain(issued.credentials().secretAccessKey().reveal())
        .doesNotContain(token(issued).split("\\.")[3])
        .doesNotContain(keySet.replaceAll(".*\"k\":\"([^\"]+)\".*", "$1"));
  }

  private Issued issue(SessionDraft draft) {
    return Sessions.issued(issuer.issue(draft));
  }

  private static String token(Issued issued) {
    return issued.credentials().sessionToken().reveal();
  }

  private void assertInvalid(String token) {
    assertThat(opener.open(token)).isEqualTo(new Invalid());
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static Map<String, String> incompressible(int values) {
    SecureRandom random = new SecureRandom();
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < values; i++) {
      byte[] bytes = new byte[60];
      random.nextBytes(bytes);
      tags.put("k" + i, Base64.getEncoder().encodeToString(bytes));
    }
    return tags;
  }
}
