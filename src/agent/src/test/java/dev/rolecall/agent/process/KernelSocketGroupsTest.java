package dev.rolecall.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the kernel of this machine. */
class KernelSocketGroupsTest {
  private final SocketGroups kernel = new KernelSocketGroups();

  @BeforeEach
  void needsKernel() {
    Requirement.that(
        System.getProperty("os.name").equals("Linux")
            && OwnSocket.tooOld(System.getProperty("os.version")).isEmpty(),
        "Linux 5.8 or later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.7.9", "::1"})
  void tellsTheGroupOfAConnectedSocketAlone(String address) throws IOException {
    InetAddress here = InetAddress.getByName(address);
    try (ServerSocket server = new ServerSocket(0, 1, here)) {
      SocketEnds ends;
      try (Socket client = new Socket(here, server.getLocalPort())) {
        ends = ends(client);

        assertThat(kernel.of(ends))
            .isInstanceOfSatisfying(
                SocketGroup.Of.class, group -> assertThat(group.id()).isPositive());
        assertThat(kernel.of(ends.to(1))).isEqualTo(new SocketGroup.NoSocket());
      }

      assertThat(kernel.of(ends)).as("closed").isEqualTo(new SocketGroup.NoSocket());
    }
  }

  /** Where it finds no connection, the kernel tells of who listens at its first end. */
  @Test
  void doesNotTakeAListenerForTheOtherEnd() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, here)) {
      SocketEnds ends =
          new SocketEnds(
              (InetSocketAddress) server.getLocalSocketAddress(), new InetSocketAddress(here, 80));

      assertThat(kernel.of(ends)).isEqualTo(new SocketGroup.NoSocket());
    }
  }

  private static SocketEnds ends(Socket socket) {
    return new SocketEnds(
        (InetSocketAddress) socket.getLocalSocketAddress(),
        (InetSocketAddress) socket.getRemoteSocketAddress());
  }
}
