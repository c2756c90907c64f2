package dev.rolecall.testkit;

import java.io.IOException;
import java.net.ServerSocket;

/** A port on which nobody listens. */
public final class FreePort {
  private FreePort() {}

  /** One that was free a moment ago, on any address. */
  public static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
