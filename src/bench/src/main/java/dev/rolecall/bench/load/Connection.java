package dev.rolecall.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A keep-alive connection with one request under way at most. */
final class Connection implements AutoCloseable {
  private static final int LARGEST_ANSWER = 65_536;
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_ANSWER);
  private final byte[] answer = new byte[LARGEST_ANSWER];
  private int received;
  private int expected;

  /** When the request that is under way should have been sent, whenever it was. */
  private long due;

  private final int number;
  private final Answers answers;

  /** Which answers are good. */
  enum Answers {
    /** 200 and its like; others end the measurement. */
    GRANTED,
    /** All: who floods is refused. */
    ANY
  }

  /**
   * @param number of the connections of a client
   * @param source an address of loopback
   */
  Connection(int number, InetAddress source, int port, Answers answers) throws IOException {
    this.number = number;
    this.answers = answers;
    channel = SocketChannel.open();
    channel.bind(new InetSocketAddress(source, 0));
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
  }

  Connection register(Selector selector) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, this);
    return this;
  }

  int number() {
    return number;
  }

  /**
   * Sends a request, which is small enough for the socket's buffer.
   *
   * @param dueAt in nanoseconds of {@link System#nanoTime}
   */
  void send(byte[] request, long dueAt) throws IOException {
    due = dueAt;
    received = 0;
    expected = Integer.MAX_VALUE;
    buffer.clear().put(request).flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  long due() {
    return due;
  }

  /**
   * Reads what has arrived.
   *
   * @return whether the answer is whole
   * @throws IOException where the server closed the connection or did not answer 200
   */
  boolean read() throws IOException {
    buffer.clear();
    int count = channel.read(buffer);
    if (count < 0) {
      throw new IOException("the server closed the connection");
    }
    buffer.flip().get(answer, received, count);
    received += count;
    if (expected == Integer.MAX_VALUE) {
      expected = length();
    }
    return received >= expected;
  }

  /** How long the last answer was, its body alone. */
  String body() {
    String text = new String(answer, 0, received, StandardCharsets.US_ASCII);
    return text.substring(text.indexOf("\r\n\r\n") + 4);
  }

  private int length() throws IOException {
    int end = endOfHead();
    if (end < 0) {
      return Integer.MAX_VALUE;
    }
    if (answers == Answers.GRANTED && answer[9] != '2') {
      throw new IOException(
          "the server refused: " + new String(answer, 0, received, StandardCharsets.US_ASCII));
    }
    for (int i = 0; i < end; i++) {
      if (answer[i] == '\r' && isLength(i)) {
        return end + number(i + LENGTH.length);
      }
    }
    throw new IOException("an answer without its length");
  }

  private int endOfHead() {
    for (int i = 3; i < received; i++) {
      if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private boolean isLength(int from) {
    for (int i = 0; i < LENGTH.length; i++) {
      if (Character.toLowerCase(answer[from + i]) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(int from) {
    int value = 0;
    for (int i = from; answer[i] != '\r'; i++) {
      if (answer[i] != ' ') {
        value = value * 10 + answer[i] - '0';
      }
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
