package dev.rolecall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One keep-alive connection that sends many requests at once and counts the bytes of the answers,
 * which are all of one length: so the server, not this, is what takes the time.
 */
final class PipelinedClient implements AutoCloseable {
  private static final int LARGEST_ANSWER = 65_536;

  private final Socket socket;
  private final byte[] requests;
  private final byte[] answers;

  /**
   * @param request a GET, whole
   * @param depth how many are sent at once
   */
  PipelinedClient(int port, String request, int depth) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    requests = request.repeat(depth).getBytes(StandardCharsets.US_ASCII);
    answers = new byte[lengthOfAnswer(request) * depth];
  }

  private int lengthOfAnswer(String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream input = socket.getInputStream();
    byte[] buffer = new byte[LARGEST_ANSWER];
    int length = 0;
    while (true) {
      int read = input.read(buffer, length, buffer.length - length);
      if (read <= 0) {
        throw new IOException("the server closed the connection");
      }
      length += read;
      String text = new String(buffer, 0, length, StandardCharsets.US_ASCII);
      int end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        if (!text.startsWith("HTTP/1.1 200 ")) {
          throw new IOException("the server refused: " + text.lines().findFirst().orElse(""));
        }
        int body = Integer.parseInt(text.replaceAll("(?is).*content-length: ([0-9]+).*", "$1"));
        if (length == end + 4 + body) {
          return length;
        }
      }
    }
  }

  /** Sends all and waits for all. */
  int exchange() throws IOException {
    socket.getOutputStream().write(requests);
    int read = socket.getInputStream().readNBytes(answers, 0, answers.length);
    if (read < answers.length || answers[9] != '2') {
      throw new IOException("the server stopped answering");
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
