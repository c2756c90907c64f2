package dev.rolecall.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class Base64UrlProperties {
  @Property
  void whatIsEncodedIsDecoded(@ForAll byte[] bytes) {
    assertThat(Base64Url.decode(Base64Url.encode(bytes)))
        .hasValueSatisfying(decoded -> assertThat(decoded).isEqualTo(bytes));
  }

  @Property
  void ofTwoTextsNoneIsTheOther(
      @ForAll @CharRange(from = '*', to = '{') @StringLength(max = 8) String text) {
    assertThat(Base64Url.decode(text).map(Base64Url::encode))
        .isIn(Optional.empty(), Optional.of(text));
  }

  @Example
  void refusesOtherSpellings() {
    assertThat(Base64Url.decode("QQ")).isPresent();
    for (String other :
        new String[] {"QR", "QQ==", "QQ=", "Q", "QUF", "Q+Q_", "Q Q", "QQ\n", "\u0142Q"}) {
      assertThat(Base64Url.decode(other)).as(other).isEmpty();
    }
    assertThat(Base64.getUrlDecoder().decode("QR")).as("what readers forgive").hasSize(1);
  }
}
