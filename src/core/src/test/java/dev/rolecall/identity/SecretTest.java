package dev.rolecall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final String TEXT = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private final Secret secret = new Secret(TEXT);

  private record Holder(Secret secret) {}

  @Test
  void printsAsAPlaceholder() {
    assertThat(secret).hasToString("[secret]");
    assertThat(List.of(new Holder(secret))).hasToString("[Holder[secret=[secret]]]");
  }

  @Test
  void matchesItsOwnTextAlone() {
    assertThat(secret.matches(TEXT)).isTrue();
    assertThat(secret.matches(TEXT + "x")).isFalse();
    assertThat(secret.matches(TEXT.substring(1))).isFalse();
    assertThat(secret.matches("")).isFalse();
    assertThat(secret.matches(TEXT.toLowerCase(java.util.Locale.ROOT))).isFalse();
  }

  @Test
  void equalsByItsTextAndTellsNothingByItsHash() {
    assertThat(secret).isEqualTo(new Secret(TEXT)).isNotEqualTo(new Secret("other"));
    assertThat(secret.hashCode()).isEqualTo(new Secret("other").hashCode());
  }
}
