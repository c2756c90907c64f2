package dev.rolecall.agent.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.net.ListenAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceHostsTest {
  @ParameterizedTest
  @CsvSource({
    "169.254.170.23:8491, 169.254.170.23",
    "169.254.170.23:8491, 169.254.170.23:80",
    "169.254.170.2:8492, 169.254.170.2",
    "169.254.170.254:8493, 169.254.169.254",
    "[fd00:ec2::23]:8491, [fd00:ec2::23]",
    "[fd00:ec2::23]:8491, [FD00:EC2::23]:80",
    "[fd00:ec2::170:254]:8493, [fd00:ec2::254]",
    "127.0.0.1:18491, 127.0.0.1:18491",
    "127.0.0.1:18491, localhost:18491",
  })
  void answerToTheAddressThatPodsCall(String listen, String host) {
    assertThat(hosts(listen).areMeantBy(List.of(host))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "169.254.170.23.evil.example",
        "169.254.170.23:8491",
        "169.254.170.23:8080",
        "169.254.170.023",
        "169.254.169.254",
        "127.0.0.1",
        "localhost",
        "169.254.170.23, evil.example",
        "evil@169.254.170.23",
        "169.254.170.23:",
        "2852039191"
      })
  void answerToNoOther(String host) {
    ServiceHosts hosts = hosts("169.254.170.23:8491");

    assertThat(hosts.areMeantBy(List.of("169.254.170.23"))).isTrue();
    assertThat(hosts.areMeantBy(List.of(host))).isFalse();
    assertThat(hosts.areMeantBy(List.of("169.254.170.23", host))).isFalse();
    assertThat(hosts.areMeantBy(List.of())).isFalse();
  }

  private static ServiceHosts hosts(String listen) {
    return new ServiceHosts(ListenAddress.parse(listen));
  }
}
