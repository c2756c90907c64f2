package dev.rolecall.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.cli.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void namesThePortAndTheFlagWhereAnotherProgramHoldsIt() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> Ports.requireFree(port, "sts", "--sts-port"))
          .isInstanceOfSatisfying(
              Failure.class,
              failure ->
                  assertThat(failure.report())
                      .contains("sts cannot listen on port " + port, "--sts-port", "rolecall up"));
    }
  }

  @Test
  void isContentWithAFreePortAndLeavesItFree() {
    int port = Ports.anyFree();
    assertThatCode(
            () -> {
              Ports.requireFree(port, "sts", "--sts-port");
              Ports.requireFree(port, "sts", "--sts-port");
            })
        .doesNotThrowAnyException();
  }
}
