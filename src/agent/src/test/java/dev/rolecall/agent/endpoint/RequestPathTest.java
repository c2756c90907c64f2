package dev.rolecall.agent.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
  @Test
  void undoesEscapesOnceAndNothingElse() {
    assertThat(RequestPath.decoded("/a/%62/")).contains("/a/b/");
    assertThat(RequestPath.decoded("/%2e%2E/./..//a")).contains("/.././..//a");
    assertThat(RequestPath.decoded("/a;x=1/A.")).contains("/a;x=1/A.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "a",
        "http://169.254.169.254/latest",
        "http:opaque",
        "//evil.example\\a",
        "/a?b",
        "/a#b",
        "/a b",
        "/a\\b",
        "/a%",
        "/a%4",
        "/a%zz",
        "/a%-1",
        "/a%2fb",
        "/a%2Fb",
        "/a%5cb",
        "/a%00",
        "/a%0a",
        "/a%20",
        "/a%252e",
        "/a%c3%a4",
        "/a\u0000",
        "/\u00e4",
        "/a%u0061"
      })
  void hasNoneForTricks(String target) {
    assertThat(RequestPath.decoded(target)).isEmpty();
  }
}
