package dev.rolecall.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  private enum Kind {
    TOKEN,
    CERTIFICATE
  }

  private final Fingerprints<Kind, String> seen = new Fingerprints<>(new SecureRandom());

  @Test
  void knowsWhatItSawUntilToldOtherwise() {
    assertThat(seen.find(Kind.TOKEN, "a")).isEmpty();
    seen.put(Kind.TOKEN, "a", "me");
    assertThat(seen.find(Kind.TOKEN, "a")).contains("me");
    assertThat(seen.find(Kind.TOKEN, "b")).isEmpty();

    seen.remove(Kind.TOKEN, "b");
    assertThat(seen.find(Kind.TOKEN, "a")).contains("me");
    seen.remove(Kind.TOKEN, "a");
    assertThat(seen.find(Kind.TOKEN, "a")).isEmpty();
  }

  @Test
  void knowsWhoseATextIsNow() {
    seen.put(Kind.TOKEN, "a", "me");
    seen.put(Kind.TOKEN, "a", "you");
    assertThat(seen.find(Kind.TOKEN, "a")).contains("you");
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(seen.find(Kind.TOKEN, "")).isEmpty();
  }

  @Test
  void tellsTokensOfEqualBeginningsApart() {
    String head = "x".repeat(4000);
    seen.put(Kind.TOKEN, head + "a", "me");

    assertThat(seen.find(Kind.TOKEN, head + "a")).contains("me");
    assertThat(seen.find(Kind.TOKEN, head + "b")).isEmpty();
  }

  @Test
  void tellsTokensApartThatAreFilledUp() {
    String filler = "~".repeat(4000);
    seen.put(Kind.TOKEN, "token" + filler, "me");

    assertThat(seen.find(Kind.TOKEN, "token" + filler)).contains("me");
    assertThat(seen.find(Kind.TOKEN, "another" + filler)).isEmpty();
    assertThat(seen.find(Kind.TOKEN, filler)).isEmpty();
  }

  /** An issuer chooses its tokens' ends, and everybody may know a certificate's. */
  @Test
  void tellsKindsOfEqualTextsApart() {
    String end = "9f".repeat(32);
    seen.put(Kind.CERTIFICATE, end, "service");
    assertThat(seen.find(Kind.TOKEN, "head.claims." + end)).isEmpty();

    seen.put(Kind.TOKEN, "head.claims." + end, "attacker");
    assertThat(seen.find(Kind.CERTIFICATE, end)).contains("service");
    assertThat(seen.find(Kind.TOKEN, "other.claims." + end)).contains("attacker");

    seen.remove(Kind.TOKEN, end);
    assertThat(seen.find(Kind.TOKEN, end)).isEmpty();
    assertThat(seen.find(Kind.CERTIFICATE, end)).contains("service");
  }

  /** No text says of itself what kind it is. */
  @Test
  void takesNoTextsBeginningForAKind() {
    seen.put(Kind.CERTIFICATE, "a", "service");

    assertThat(seen.find(Kind.TOKEN, "\u0001a")).isEmpty();
    assertThat(seen.find(Kind.TOKEN, "\u0000\u0001a")).isEmpty();
  }
}
