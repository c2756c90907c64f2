package dev.rolecall.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundIssuersTest {
  private static final String ISSUER = "rolecall.identity-tokens.issuer";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sts.example.com",
        "https://sts.example.com:8443/identity",
        "http://127.0.0.1:8480/identity",
        "http://[::1]:8480/identity",
        "http://localhost/identity"
      })
  void takesHttpsAndLoopback(String url) {
    assertThat(OutboundIssuers.url(url, SettingsTest.config(Map.of()))).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sts.example.com",
        "http://sts.example.com",
        "http://127.0.0.1.example.com",
        "ftp://sts.example.com",
        "https://",
        "https:sts.example.com",
        "https://sts.example.com/",
        "https://sts.example.com/a/../b",
        "https://sts.example.com/:name",
        "https://sts.example.com/*",
        "https://sts.example.com/%61",
        "https://sts.example.com/a?b",
        "https://sts.example.com/a#b",
        "https://user@sts.example.com/a",
        "https://sts example.com"
      })
  void refusesWhatNobodyCouldTrust(String url) {
    assertRefused(url, Map.of());
  }

  @Test
  void leavesTheRootToTheIssuerOfPods() {
    assertRefused("https://sts.example.com", Map.of("rolecall.embedded.manifests", "somewhere"));
  }

  @Test
  void isNotTheClustersIssuer() {
    assertRefused(
        "https://issuer.example.com",
        Map.of("rolecall.cluster.issuer", "https://issuer.example.com"));
  }

  @Test
  void needsKeysOnACluster() {
    StsConfig config = SettingsTest.config(Map.of());
    assertThatThrownBy(() -> OutboundIssuers.keys(config))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("rolecall.identity-tokens.keys-file: is needed");
  }

  private static void assertRefused(String url, Map<String, String> properties) {
    StsConfig config = SettingsTest.config(properties);
    assertThatThrownBy(() -> OutboundIssuers.url(url, config))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith(ISSUER + ": ")
        .hasMessageContaining(url);
  }
}
