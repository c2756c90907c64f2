package dev.rolecall.isolation.foothold;

import java.io.IOException;

/** A TCP connection. */
interface Wire extends AutoCloseable {
  void send(byte[] bytes) throws IOException;

  /**
   * Reads until the other end closes, until an HTTP answer is whole and {@code quiet} milliseconds
   * brought nothing more, or until {@code millis} are over.
   */
  byte[] receive(long millis, long quiet) throws IOException;

  @Override
  void close();
}
