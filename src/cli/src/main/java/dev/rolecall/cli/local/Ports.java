package dev.rolecall.cli.local;

import dev.rolecall.cli.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback interface. */
public final class Ports {
  private Ports() {}

  /**
   * Sees that a port can be listened on.
   *
   * @param program what is to listen there
   * @param flag the option that chooses another
   */
  public static void requireFree(int port, String program, String flag) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new Failure(
          program + " cannot listen on port " + port,
          "127.0.0.1:" + port,
          e.getMessage()
              + "; perhaps another 'rolecall up' holds it (see: lsof -nP -iTCP:"
              + port
              + " -sTCP:LISTEN, or ss -ltnp)",
          "stop the program that holds it, or choose another port with " + flag);
    }
  }

  /** A port that is free now. */
  public static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw Failure.of(
          "no free port",
          "127.0.0.1",
          e,
          "see that programs may listen on the loopback interface here");
    }
  }
}
