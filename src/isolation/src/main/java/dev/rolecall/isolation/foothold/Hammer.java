package dev.rolecall.isolation.foothold;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks one thing again and again, as fast as it is answered. */
final class Hammer extends Background {
  private static final int MILLIS = 300;
  private static final int REQUESTS_PER_CONNECTION = 50;

  private final InetSocketAddress target;
  private final byte[] request;

  Hammer(InetSocketAddress target, byte[] request) {
    this.target = target;
    this.request = request.clone();
  }

  @Override
  protected void once() throws IOException, InterruptedException {
    try (SocketWire wire = SocketWire.open(Optional.empty(), target, MILLIS)) {
      for (int i = 0; i < REQUESTS_PER_CONNECTION && !isOver(); i++) {
        wire.send(request);
        byte[] answer = wire.receive(MILLIS, 0);
        if (answer.length == 0) {
          return;
        }
        keep(new String(answer, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // A refusal comes at once: not to spend the machine on it alone.
      Thread.sleep(2);
    }
  }
}
