package dev.rolecall.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodTokenTest {
  @Test
  void knowsItsExpiry() {
    Instant expiry = Instant.parse("2026-03-01T12:00:00Z");

    assertThat(PodToken.of(Samples.token("pod", expiry)).expiry()).contains(expiry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "not json",
        "{\"exp\":\"1772366400\"}",
        "{\"exp\":-1}",
        "{\"exp\":null}",
        "{\"exp\":1e999999999}",
        "{\"exp\":1772366400,\"a\":[[[["
      })
  void hasNoExpiryWhereItsClaimsHaveNone(String claims) {
    String part =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));

    assertThat(PodToken.of("e30." + part + ".c2ln").expiry()).isEmpty();
  }

  @Test
  void isKnownByItsWholeText() {
    assertThat(PodToken.of("a.b.c")).isEqualTo(PodToken.of("a.b.c"));
    assertThat(PodToken.of("a.b.c")).isNotEqualTo(PodToken.of("a.b.d"));
  }

  @Test
  void printsNothingOfItself() {
    assertThat(PodToken.of("a.b.c")).hasToString("[pod token]");
    assertThat(Samples.credentials(Instant.EPOCH).toString()).doesNotContain("secret");
  }
}
