package dev.rolecall.sts.authorize.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {
  @Test
  void decodesSegmentsOnce() throws Exception {
    assertThat(PathRules.STRICT.segments("/b/a%20b/h%C3%A9%2B~!$&'()*,=:@/"))
        .isEqualTo(List.of("b", "a b", "hé+~!$&'()*,=:@", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a//b",
        "//a",
        "/./a",
        "/a/.",
        "/a/..",
        "/a/../b",
        "/a/%2e%2e/b",
        "/a/%2E./b",
        "/a%2fb",
        "/a%5Cb",
        "/a%252fb",
        "/a;x=y/b",
        "/a+b",
        "/a\\b",
        "/a#b",
        "/a?b",
        "/a\"b",
        "/a|b",
      })
  void strictRefusesWhatTwoProgramsCouldReadDifferently(String path) {
    assertThatThrownBy(() -> PathRules.STRICT.segments(path)).isInstanceOf(UnmappedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "/a%",
        "/a%2",
        "/a%zz",
        "/a b",
        "/h\u00e9",
        "/%C3",
        "/%00",
        "/%0a",
        "/a\u0000"
      })
  void nobodyAcceptsWhatIsNoPathOfText(String path) {
    for (PathRules rules : PathRules.values()) {
      assertThatThrownBy(() -> rules.segments(path)).isInstanceOf(UnmappedException.class);
    }
  }

  @Test
  void literalNormalizesNothing() throws Exception {
    assertThat(PathRules.LITERAL.segments("/b/a//../%2e/c%2Fd;e+f"))
        .isEqualTo(List.of("b", "a", "", "..", ".", "c/d;e+f"));
  }
}
