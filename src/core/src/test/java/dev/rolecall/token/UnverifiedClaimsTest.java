package dev.rolecall.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnverifiedClaimsTest {
  @Test
  void saysWhoTheTokenSaysItIs() {
    assertThat(
            UnverifiedClaims.of(
                token("{\"iss\":\"https://a\",\"sub\":\"b\",\"aud\":[\"c\"],\"jti\":\"secret\"}")))
        .isEqualTo(Map.of("iss", "https://a", "sub", "b"));
  }

  @Test
  void saysNothingOfWhatCannotBeRead() {
    assertThat(UnverifiedClaims.of("")).isEmpty();
    assertThat(UnverifiedClaims.of("a.b")).isEmpty();
    assertThat(UnverifiedClaims.of("a.%%%.c")).isEmpty();
    assertThat(UnverifiedClaims.of(token("[".repeat(5000)))).isEmpty();
    assertThat(UnverifiedClaims.of(token("[1]"))).isEmpty();
    assertThat(UnverifiedClaims.of(token("{\"sub\":\"" + "x".repeat(9000) + "\"}"))).isEmpty();
  }

  private static String token(String claims) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }
}
