package dev.rolecall.isolation.foothold;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Connections whose request never ends: a byte now and then, opened again when they are closed. */
final class Drip extends Background {
  private static final int CONNECT_MILLIS = 1000;
  private static final long PAUSE_MILLIS = 250;

  private final InetSocketAddress target;
  private final byte[] beginning;

  Drip(InetSocketAddress target, byte[] beginning) {
    this.target = target;
    this.beginning = beginning.clone();
  }

  @Override
  protected void once() throws IOException, InterruptedException {
    try (SocketWire wire = SocketWire.open(Optional.empty(), target, CONNECT_MILLIS)) {
      wire.send(beginning);
      while (!isOver()) {
        Thread.sleep(PAUSE_MILLIS);
        wire.send("a".getBytes(StandardCharsets.US_ASCII));
      }
    } finally {
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
