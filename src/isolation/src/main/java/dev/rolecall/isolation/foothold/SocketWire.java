package dev.rolecall.isolation.foothold;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An ordinary socket. */
final class SocketWire implements Wire {
  private static final int CHUNK = 8192;

  private final Socket socket;

  private SocketWire(Socket socket) {
    this.socket = socket;
  }

  /**
   * @param source the address to call from
   */
  static SocketWire open(Optional<String> source, InetSocketAddress target, int millis)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      if (source.isPresent()) {
        socket.bind(new InetSocketAddress(source.get(), 0));
      }
      socket.connect(target, millis);
      return new SocketWire(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  @Override
  public byte[] receive(long millis, long quiet) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    while (true) {
      boolean whole = HttpEnd.reached(received.toByteArray());
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      long wait = whole ? Math.min(left, quiet) : left;
      if (wait <= 0) {
        return received.toByteArray();
      }
      socket.setSoTimeout((int) wait);
      try {
        int count = socket.getInputStream().read(chunk);
        if (count < 0) {
          return received.toByteArray();
        }
        received.write(chunk, 0, count);
      } catch (SocketTimeoutException e) {
        return received.toByteArray();
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
