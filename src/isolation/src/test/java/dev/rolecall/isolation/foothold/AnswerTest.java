package dev.rolecall.isolation.foothold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  @Test
  void readsStatusAndBodyOfAnHttpAnswer() {
    Answer answer = new Answer.Bytes("HTTP/1.1 403 Forbidden\r\nA: b\r\n\r\nno\r\n\r\n");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("no\r\n\r\n");
    assertThat(answer.brief()).isEqualTo("HTTP/1.1 403 Forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 ", "HTTP/1.1 abc", "HTTP/2 200 OK", "hello"})
  void hasNoStatusWhereItIsNoHttp(String text) {
    assertThat(new Answer.Bytes(text).status()).isZero();
  }

  @Test
  void hasNoTextWhereNothingCame() {
    Answer nothing = new Answer.Nothing("Connection refused");
    assertThat(nothing.text()).isEmpty();
    assertThat(nothing.brief()).isEqualTo("Connection refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"
      })
  void knowsWhereAnAnswerEnds(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(HttpEnd.reached(bytes)).isTrue();
    assertThat(HttpEnd.reached(java.util.Arrays.copyOf(bytes, bytes.length - 1))).isFalse();
  }
}
