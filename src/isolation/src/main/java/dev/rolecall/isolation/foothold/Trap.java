package dev.rolecall.isolation.foothold;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A server that waits for what is meant for another, keeps it and answers nothing of use. */
final class Trap extends Background {
  private static final int ACCEPT_MILLIS = 200;
  private static final int READ_MILLIS = 300;
  private static final int MOST = 8192;

  private final ServerSocket server;

  Trap(int port) throws IOException {
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(port));
    server.setSoTimeout(ACCEPT_MILLIS);
  }

  @Override
  protected void once() throws IOException {
    try (Socket caught = server.accept()) {
      caught.setSoTimeout(READ_MILLIS);
      byte[] bytes = caught.getInputStream().readNBytes(1);
      keep(
          new String(bytes, StandardCharsets.ISO_8859_1)
              + new String(
                  caught.getInputStream().readNBytes(available(caught)),
                  StandardCharsets.ISO_8859_1));
      caught
          .getOutputStream()
          .write(
              "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (SocketTimeoutException e) {
      // Nobody came: wait again.
    }
  }

  private static int available(Socket socket) throws IOException {
    return Math.min(MOST, socket.getInputStream().available());
  }

  @Override
  String harvest() {
    String caught = super.harvest();
    try {
      server.close();
    } catch (IOException e) {
      return caught + e.getMessage();
    }
    return caught;
  }
}
