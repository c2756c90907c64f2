package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealedMessagesTest {
  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private String keySet = MasterKeys.withNewKey("", clock);
  private final SealedMessages messages =
      new SealedMessages(() -> MasterKeys.parse(keySet), clock, new SecureRandom());

  @Test
  void opensWhatWasSealed() {
    for (String text : new String[] {"", "text", "\u00fc".repeat(5000)}) {
      String sealed = messages.seal(text);
      assertThat(sealed).matches("[A-Za-z0-9_-]+").isNotEqualTo(messages.seal(text));
      assertThat(messages.open(sealed)).contains(text);
    }
  }

  @Test
  void opensNothingThatWasChanged() {
    byte[] sealed = Base64.getUrlDecoder().decode(messages.seal("text"));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThat(messages.open(encoded(changed))).as("byte " + i).isEmpty();
    }
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThat(messages.open(encoded(cut))).as("length " + length).isEmpty();
    }
    assertThat(messages.open(encoded(Arrays.copyOf(sealed, sealed.length + 1)))).isEmpty();
    assertThat(messages.open("no base64!")).isEmpty();
  }

  @Test
  void tellsOfATextItsLengthAlone() {
    assertThat(messages.seal("aaaaaaaaaaaaaaaa")).hasSameSizeAs(messages.seal("a8f3b1c9d0e7f2a6"));
  }

  @Test
  void opensAfterARotationButNotOnceTheKeyIsGone() {
    String sealed = messages.seal("text");
    keySet = MasterKeys.withNewKey(keySet, clock);
    clock.advance(Duration.ofHours(1));
    assertThat(messages.open(sealed)).contains("text");
    assertThat(messages.open(messages.seal("text"))).contains("text");

    keySet = MasterKeys.withNewKey("", clock);
    assertThat(messages.open(sealed)).isEmpty();
  }

  @Test
  void isNoSessionTokenAndOpensNone() {
    SessionIssuer issuer =
        new SessionIssuer(() -> MasterKeys.parse(keySet), clock, new SecureRandom());
    String token =
        Sessions.issued(issuer.issue(Sessions.plain())).credentials().sessionToken().reveal();

    assertThat(messages.open(token)).isEmpty();
    assertThat(SealedToken.parse(messages.seal("text"))).isEmpty();
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
