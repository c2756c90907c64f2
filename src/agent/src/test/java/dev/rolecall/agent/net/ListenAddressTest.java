package dev.rolecall.agent.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8481",
        "127.1.2.3:0",
        "[::1]:8481",
        "169.254.170.23:80",
        "[fd00:ec2::23]:80",
        "[fe80::1]:80"
      })
  void readsAddressesThatOnlyThePodOrNodeCanReach(String text) {
    assertThat(ListenAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "8481",
        ":8481",
        "0.0.0.0:8481",
        "10.0.0.1:8481",
        "[::]:8481",
        "localhost:8481",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "999.0.0.1:80"
      })
  void refusesEveryOther(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loopback");
  }

  @Test
  void isMeantByItsOwnAddressAndByLoopback() {
    ListenAddress node = ListenAddress.parse("169.254.170.23:80");

    assertThat(node.isMeantBy("169.254.170.23")).isTrue();
    assertThat(node.isMeantBy("169.254.170.23:80")).isTrue();
    assertThat(node.isMeantBy("127.0.0.1:80")).isTrue();
    assertThat(node.isMeantBy("localhost")).isTrue();
    assertThat(node.isMeantBy("[::1]:80")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "169.254.169.254",
        "127.0.0.1@evil.example",
        "127.0.0.1:80:80",
        "[::1",
        "10.0.0.1",
        "127.0.0.1, evil.example"
      })
  void isNotMeantByAForeignHost(String host) {
    assertThat(ListenAddress.parse("169.254.170.23:80").isMeantBy(host)).isFalse();
  }
}
