package dev.rolecall.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Requests byte for byte as a test writes them, hostile ones too. */
final class Wire {
  private static final int PATIENCE_MS = 30_000;

  private Wire() {}

  /** A whole answer. */
  record Answer(int status, List<String> headers, String body) {
    /** The values of a header, joined; empty where there is none. */
    String header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return String.join(
          ", ",
          headers.stream()
              .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
              .map(line -> line.substring(prefix.length()).strip())
              .toList());
    }
  }

  /** {@code head} without its empty line; the connection is closed after the answer. */
  static Answer exchange(int port, String head, String body) {
    return exchange(InetAddress.getLoopbackAddress(), port, head, body);
  }

  /**
   * @param source an address of this machine
   */
  static Answer exchange(InetAddress source, int port, String head, String body) {
    String request =
        head.stripTrailing().replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n" + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, source, 0)) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer get(int port, String path, String... headers) {
    StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\nHost: 127.0.0.1:" + port);
    for (String header : headers) {
      head.append('\n').append(header);
    }
    return exchange(port, head.toString(), "");
  }

  private static Answer answer(String text) {
    String[] parts = text.split("\r\n\r\n", 2);
    List<String> lines = Arrays.asList(parts[0].split("\r\n", -1));
    int status = Integer.parseInt(lines.getFirst().split(" ", 3)[1]);
    return new Answer(status, lines.subList(1, lines.size()), parts.length > 1 ? parts[1] : "");
  }
}
