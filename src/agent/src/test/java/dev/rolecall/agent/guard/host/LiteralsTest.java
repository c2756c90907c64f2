package dev.rolecall.agent.guard.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "::1", "fd00:ec2::254", "64:ff9b::10.0.0.1"})
  void areAddresses(String text) {
    assertThat(Literals.address(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "10.0.0", "10.0.0.256", "localhost", "fe80::1%eth0", "a:b", "10.0.0.1 "})
  void areNoAddresses(String text) {
    assertThat(Literals.address(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eth0", "cali0123456789a", "veth1.100", "0a1b2c3d4e5f678"})
  void areInterfaces(String text) {
    assertThat(Literals.isInterface(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "eth*",
        "a\"b",
        "a b",
        "0123456789abcdef",
        "-a",
        "a/b",
        "a\n",
        "0x1",
        "1.2.3.4"
      })
  void areNoInterfaces(String text) {
    assertThat(Literals.isInterface(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"02:00:00:00:00", "02:00:00:00:00:0g", "020000000001", "::1"})
  void areNoHardwareAddresses(String text) {
    assertThat(Literals.mac(text)).isEmpty();
  }
}
