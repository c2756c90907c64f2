package dev.rolecall.agent.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.caller.Connection;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRequestTest {
  private static EndpointRequest request(Map<String, List<String>> headers) {
    return new EndpointRequest(
        "PUT",
        "/",
        name -> headers.getOrDefault(name, List.of()),
        new Connection(InetAddress.getLoopbackAddress(), 1));
  }

  @Test
  void hasAHeaderWhereItIsThereOnce() {
    assertThat(request(Map.of("A", List.of("1"))).header("A")).contains("1");
    assertThat(request(Map.of("A", List.of("1", "1"))).header("A")).isEmpty();
    assertThat(request(Map.of()).header("A")).isEmpty();
    assertThat(request(Map.of("A", List.of("1", "1"))).has("A")).isTrue();
  }

  @Test
  void hasNoBodyWhereItsLengthIsNone() {
    assertThat(request(Map.of()).hasBody()).isFalse();
    assertThat(request(Map.of("Content-Length", List.of("0"))).hasBody()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "00", "-0", "x", ""})
  void takesEveryOtherLengthForABody(String length) {
    assertThat(request(Map.of("Content-Length", List.of(length))).hasBody()).isTrue();
  }

  @Test
  void takesEveryTransferCodingForABody() {
    assertThat(request(Map.of("Transfer-Encoding", List.of("identity"))).hasBody()).isTrue();
  }
}
