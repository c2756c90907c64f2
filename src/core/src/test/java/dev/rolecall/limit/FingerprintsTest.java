package dev.rolecall.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  private final Fingerprints seen = new Fingerprints(new SecureRandom());

  @Test
  void knowsWhatItSawUntilToldOtherwise() {
    assertThat(seen.contains("a")).isFalse();
    seen.add("a");
    assertThat(seen.contains("a")).isTrue();
    assertThat(seen.contains("b")).isFalse();

    seen.remove("b");
    assertThat(seen.contains("a")).isTrue();
    seen.remove("a");
    assertThat(seen.contains("a")).isFalse();
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(seen.contains("")).isFalse();
  }

  @Test
  void tellsTokensOfEqualBeginningsApart() {
    String head = "x".repeat(4000);
    seen.add(head + "a");

    assertThat(seen.contains(head + "a")).isTrue();
    assertThat(seen.contains(head + "b")).isFalse();
  }

  @Test
  void tellsTokensApartThatAreFilledUp() {
    String filler = "~".repeat(4000);
    seen.add("token" + filler);

    assertThat(seen.contains("token" + filler)).isTrue();
    assertThat(seen.contains("another" + filler)).isFalse();
    assertThat(seen.contains(filler)).isFalse();
  }
}
