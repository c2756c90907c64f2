package dev.rolecall.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkSetTest {
  private static final RSAKey RSA = FakeIssuer.rsa("a", 2048);
  private static final RSAKey OTHER = FakeIssuer.rsa("b", 2048);

  private final Map<String, Object> key = new LinkedHashMap<>(RSA.toPublicJWK().toJSONObject());

  private static JwkSet parse(Object... keys) throws JwkSetException {
    return JwkSet.parse(Json.write(Map.of("keys", List.of(keys))));
  }

  private static Map<String, Object> elliptic(Curve curve, String keyId) throws Exception {
    ECKey key = new ECKeyGenerator(curve).keyID(keyId).generate();
    return new LinkedHashMap<>(key.toPublicJWK().toJSONObject());
  }

  @Test
  void findsKeysByTheirId() throws Exception {
    JwkSet keys = parse(key, OTHER.toPublicJWK().toJSONObject(), elliptic(Curve.P_384, "ec"));

    assertThat(keys.keyIds()).containsExactlyInAnyOrder("a", "b", "ec");
    assertThat(keys.find("b")).contains(OTHER.toPublicKey());
    assertThat(keys.find("c")).isEmpty();
  }

  @Test
  void writesUsableKeysAloneAndNothingElseOfThem() throws Exception {
    Map<String, Object> unusable = new LinkedHashMap<>(elliptic(Curve.P_256, "enc"));
    unusable.put("use", "enc");
    Map<String, Object> chatty = new LinkedHashMap<>(RSA.toJSONObject());
    chatty.put("x5c", List.of("MII\n"));
    JwkSet keys = parse(chatty, elliptic(Curve.P_384, "ec"), unusable);

    String written = keys.json();

    assertThat(written).doesNotContain("\"d\"", "\"p\"", "x5c", "\n", "\"enc\"");
    JwkSet again = JwkSet.parse(written);
    assertThat(again.keyIds()).containsExactlyInAnyOrder("a", "ec");
    assertThat(again.find("a")).isEqualTo(keys.find("a"));
    assertThat(again.find("ec")).isEqualTo(keys.find("ec"));
    assertThat(again.json()).isEqualTo(written);
  }

  @Test
  void findsTheOnlyKeyWithoutAnId() throws Exception {
    assertThat(parse(key).find("")).contains(RSA.toPublicKey());
    assertThat(parse(key, elliptic(Curve.P_256, "ec")).find("")).isEmpty();
    assertThat(parse().find("")).isEmpty();
  }

  @Test
  void takesTheLaterOfKeysWithTheSameId() throws Exception {
    Map<String, Object> later = new LinkedHashMap<>(OTHER.toPublicJWK().toJSONObject());
    later.put("kid", "a");
    assertThat(parse(key, later).find("a")).contains(OTHER.toPublicKey());
    assertThat(parse(later, key).find("a")).contains(RSA.toPublicKey());
    assertThat(parse(elliptic(Curve.P_256, "a"), key).find("a")).contains(RSA.toPublicKey());
  }

  @Test
  void ignoresTheAlgorithmAndCertificatesOfAKey() throws Exception {
    key.put("alg", "PS256");
    key.put("use", "sig");
    key.put("x5c", List.of("garbage"));
    key.put("x5t", "garbage");
    assertThat(parse(key).find("a")).contains(RSA.toPublicKey());
  }

  @ParameterizedTest
  @CsvSource({
    "use, enc",
    "use, ''",
    "kid, ''",
    "kty, oct",
    "kty, OKP",
    "kty, rsa",
    "n, AQAB",
    "n, ?"
  })
  void leavesOutAKeyWithAMemberThatDoesNotFit(String member, String value) throws Exception {
    key.put(member, value);
    assertThat(parse(key).keyIds()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kid", "kty", "n", "e"})
  void leavesOutAKeyWithoutAMember(String member) throws Exception {
    key.remove(member);
    key.put("x5c", List.of("garbage"));
    assertThat(parse(key).keyIds()).isEmpty();
  }

  @Test
  void leavesOutAKeyWithOperations() throws Exception {
    key.put("key_ops", List.of("verify"));
    assertThat(parse(key).keyIds()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1024, false", "2048, true", "4096, true", "4160, false"})
  void takesRsaKeysOf2048To4096Bits(int bits, boolean usable) throws Exception {
    assertThat(parse(FakeIssuer.rsa("r", bits).toPublicJWK().toJSONObject()).find("r").isPresent())
        .isEqualTo(usable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AQ", "AA", "Ag", "AQAAAAAB"})
  void leavesOutRsaKeysWithAnExponentThatForgesOrStalls(String exponent) throws Exception {
    key.put("e", exponent);
    assertThat(parse(key).keyIds()).isEmpty();
  }

  @Test
  void takesTheCurvesOfStsAlone() throws Exception {
    assertThat(
            parse(
                    elliptic(Curve.P_256, "256"),
                    elliptic(Curve.P_384, "384"),
                    elliptic(Curve.P_521, "521"))
                .keyIds())
        .hasSize(3);
    Map<String, Object> unnamed = elliptic(Curve.P_256, "k");
    unnamed.put("crv", "secp256k1");
    assertThat(parse(unnamed).keyIds()).isEmpty();
  }

  @Test
  void leavesOutAPointThatIsNotOnItsCurve() throws Exception {
    Map<String, Object> point = elliptic(Curve.P_256, "ec");
    point.put("y", point.getOrDefault("x", ""));
    assertThat(parse(point).keyIds()).isEmpty();
  }

  @Test
  void leavesOutATypeWithMoreThanAHundredKeys() throws Exception {
    List<Object> keys = new ArrayList<>(Collections.nCopies(100, key));
    keys.add(elliptic(Curve.P_256, "ec"));
    assertThat(parse(keys.toArray()).keyIds()).containsExactlyInAnyOrder("a", "ec");
    keys.add(key);
    assertThat(parse(keys.toArray()).keyIds()).containsExactly("ec");
  }

  @Test
  void passesOverWhatIsNoKey() throws Exception {
    assertThat(parse("text", List.of(), key).keyIds()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{\"keys\":{}}", "{\"keys\":null}", "\"keys\""})
  void wantsAListOfKeys(String text) {
    assertThatThrownBy(() -> JwkSet.parse(text))
        .isInstanceOf(JwkSetException.class)
        .hasMessage("a JWK set is a JSON object with a list 'keys'");
  }

  @Test
  void saysWhereATextIsNotJson() {
    assertThatThrownBy(() -> JwkSet.parse("{\"keys\": [}"))
        .isInstanceOf(JwkSetException.class)
        .hasMessageStartingWith("the JWK set is not JSON: ")
        .hasMessageContaining("line 1, column");
  }
}
