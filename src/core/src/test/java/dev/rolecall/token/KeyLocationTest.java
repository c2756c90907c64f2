package dev.rolecall.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.FakeDocuments;
import dev.rolecall.json.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLocationTest {
  private static final String ISSUER = "https://issuer.example/realm";
  private static final String DISCOVERY = ISSUER + "/.well-known/openid-configuration";
  private static final String KEYS = "https://keys.example/jwks";

  private final FakeDocuments documents = new FakeDocuments().put(KEYS, "the keys");

  private void assertFails(KeyLocation location, String message) {
    assertThat(location.fetch(documents))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(IOException.class)
        .withMessage(message);
  }

  private static String configuration(String issuer, String jwksUri) {
    return Json.write(Map.of("issuer", issuer, "jwks_uri", jwksUri));
  }

  @Test
  void fetchesFromAUrl() {
    assertThat(new KeyLocation.Url(URI.create(KEYS), null).fetch(documents))
        .isCompletedWithValueMatching(document -> document.body().equals("the keys"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://keys.example/jwks", "file:///etc/passwd", "https:jwks", "jwks"})
  void wantsHttps(String url) {
    assertFails(
        new KeyLocation.Url(URI.create(url), null), "the URL of the keys is not https: " + url);
    assertThat(documents.fetches(url)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {ISSUER, ISSUER + "/"})
  void followsWhatTheIssuersConfigurationSays(String issuer) {
    documents.put(DISCOVERY, configuration(issuer, KEYS));
    assertThat(new KeyLocation.Discovery(issuer, null).fetch(documents))
        .isCompletedWithValueMatching(document -> document.body().equals("the keys"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ISSUER + "/", "https://Issuer.example/realm", "https://evil.example", ""})
  void wantsTheConfigurationToNameTheIssuerExactly(String named) {
    documents.put(DISCOVERY, configuration(named, KEYS));
    assertFails(
        new KeyLocation.Discovery(ISSUER, null),
        "the discovery document is of another issuer: '" + named + "'");
    assertThat(documents.fetches(KEYS)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://keys.example/jwks|the URL of the keys is not https: http://keys.example/jwks",
        "a b|the discovery document's jwks_uri is not a URL",
      })
  void refusesAConfigurationThatLeadsAstray(String jwksUri, String message) {
    documents.put(DISCOVERY, configuration(ISSUER, jwksUri));
    assertFails(new KeyLocation.Discovery(ISSUER, null), message);
  }

  @Test
  void refusesAConfigurationThatIsNone() {
    documents.put(DISCOVERY, "[]");
    assertFails(
        new KeyLocation.Discovery(ISSUER, null), "the discovery document is not a JSON object");
  }

  @Test
  void refusesAnIssuerThatIsNoUrl() {
    assertFails(new KeyLocation.Discovery("a b", null), "the issuer is not a URL: a b");
  }
}
