package dev.rolecall.bench.agent;

import dev.rolecall.bench.load.LoadClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A pod that asks as often as it can, until it is closed. */
final class Flood implements AutoCloseable {
  private static final int CONNECTIONS = 64;
  private static final int BATCH = 64;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong answered = new AtomicLong();
  private final Thread thread;

  private Flood(InetAddress source, int port, byte[] request) {
    thread = Thread.ofPlatform().name("flood").start(() -> ask(source, port, request));
  }

  static Flood of(InetAddress source, int port, byte[] request) {
    return new Flood(source, port, request);
  }

  long answered() {
    return answered.get();
  }

  private void ask(InetAddress source, int port, byte[] request) {
    try (LoadClient client = LoadClient.flooding(source, CONNECTIONS, port)) {
      while (!over.get()) {
        client.flood(BATCH, i -> request);
        answered.addAndGet(BATCH);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    over.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
