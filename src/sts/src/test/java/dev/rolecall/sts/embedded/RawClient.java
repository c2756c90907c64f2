package dev.rolecall.sts.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/** Sends bytes as they are, and reads answers as they come. */
final class RawClient implements AutoCloseable {
  private static final int LIMIT_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(LIMIT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  static RawClient connect(URI uri) throws IOException {
    return connect(uri, "127.0.0.1");
  }

  /**
   * @param from an address of loopback
   */
  static RawClient connect(URI uri, String from) throws IOException {
    return new RawClient(
        new Socket(
            InetAddress.getByName(uri.getHost()), uri.getPort(), InetAddress.getByName(from), 0));
  }

  static RawClient over(Socket socket) throws IOException {
    return new RawClient(socket);
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** No more will be sent. */
  RawClient end() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Everything until the other side closes. */
  String readToEnd() throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        text.append((char) c);
      }
    } catch (SocketException e) {
      // Closed while something of ours was unread.
    }
    return text.toString();
  }

  /** The next answer, whole: its head and as many bytes as its Content-Length says. */
  String readAnswer() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("ended after: " + head);
      }
      head.append((char) c);
    }
    int length =
        head.toString()
            .lines()
            .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return head + new String(in.readNBytes(length), ISO_8859_1);
  }

  InputStream in() {
    return in;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
