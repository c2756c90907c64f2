package dev.rolecall.sts.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedIssuerTest {
  @Test
  void keepsThePublicPartAlone() throws Exception {
    String jwk = new RSAKeyGenerator(2048).keyID("k").generate().toJSONString();

    EmbeddedIssuer issuer = EmbeddedIssuer.of("https://issuer", jwk);

    assertThat(issuer.keyDocument())
        .contains("\"kid\":\"k\"")
        .doesNotContain("\"d\"", "\"p\"", "\"dp\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"hidden\"}",
        "{\"d\": hidden",
        "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"d\":\"hidden\"}",
      })
  void refusesWhatIsNoKeyWithoutRepeatingIt(String jwk) {
    assertThatThrownBy(() -> EmbeddedIssuer.of("https://issuer", jwk))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hidden");
  }
}
