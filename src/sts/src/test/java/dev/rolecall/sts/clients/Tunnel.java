package dev.rolecall.sts.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP proxy (RFC 9110, CONNECT) for which every host is one port of loopback: so clients that
 * cannot be given another endpoint reach sts by AWS's own name.
 */
final class Tunnel implements AutoCloseable {
  private final ServerSocket socket;
  private final int target;

  Tunnel(int target) throws IOException {
    this.target = target;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String uri() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        return; // It is closed.
      }
    }
  }

  private void connect(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      skipHead(client.getInputStream());
      client
          .getOutputStream()
          .write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Thread back = Thread.ofVirtual().start(() -> copy(server, client));
      copy(client, server);
      back.join();
    } catch (IOException e) {
      // The client sees that the connection ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A client says nothing after its request's head before it is answered. */
  private static void skipHead(InputStream in) throws IOException {
    BufferedReader head =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII), 8192);
    for (String line = head.readLine(); line != null && !line.isEmpty(); ) {
      line = head.readLine();
    }
  }

  private static void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // One of them has ended the connection.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
