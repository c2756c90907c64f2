package dev.rolecall.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  private final Fingerprints<String> seen = new Fingerprints<>(new SecureRandom());

  @Test
  void knowsWhatItSawUntilToldOtherwise() {
    assertThat(seen.find("a")).isEmpty();
    seen.put("a", "me");
    assertThat(seen.find("a")).contains("me");
    assertThat(seen.find("b")).isEmpty();

    seen.remove("b");
    assertThat(seen.find("a")).contains("me");
    seen.remove("a");
    assertThat(seen.find("a")).isEmpty();
  }

  @Test
  void knowsWhoseATextIsNow() {
    seen.put("a", "me");
    seen.put("a", "you");
    assertThat(seen.find("a")).contains("you");
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(seen.find("")).isEmpty();
  }

  @Test
  void tellsTokensOfEqualBeginningsApart() {
    String head = "x".repeat(4000);
    seen.put(head + "a", "me");

    assertThat(seen.find(head + "a")).contains("me");
    assertThat(seen.find(head + "b")).isEmpty();
  }

  @Test
  void tellsTokensApartThatAreFilledUp() {
    String filler = "~".repeat(4000);
    seen.put("token" + filler, "me");

    assertThat(seen.find("token" + filler)).contains("me");
    assertThat(seen.find("another" + filler)).isEmpty();
    assertThat(seen.find(filler)).isEmpty();
  }
}
