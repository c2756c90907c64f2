package dev.rolecall.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/** Sends prepared requests over keep-alive connections, all from the thread that asks it to. */
public final class LoadClient implements AutoCloseable {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = 20_000;

  private final Selector selector;
  private final List<Connection> all = new ArrayList<>();
  private final Deque<Connection> idle = new ArrayDeque<>();

  /** Connects to a server on loopback. */
  public LoadClient(int port, int connections) throws IOException {
    selector = Selector.open();
    for (int i = 0; i < connections; i++) {
      all.add(new Connection(port, selector));
    }
    idle.addAll(all);
  }

  /**
   * What a load came to.
   *
   * @param latencies in nanoseconds, each from when its request was due
   */
  public record Load(int requests, long nanos, Histogram latencies) {
    public double perSecond() {
      return requests * 1e9 / nanos;
    }
  }

  /** As many as the connections take, one after the other on each. */
  public Load flood(int requests, IntFunction<byte[]> request) throws IOException {
    return run(requests, request, 0);
  }

  /**
   * So many a second, whether or not answers keep up: a request that must wait for a connection
   * waits on the server's account, so that a server that stalls does not stop its own clock
   * (coordinated omission).
   */
  public Load pace(int requests, IntFunction<byte[]> request, double perSecond) throws IOException {
    return run(requests, request, (long) (1e9 / perSecond));
  }

  /** The body of the answer to one request. */
  public String ask(byte[] request) throws IOException {
    flood(1, i -> request);
    return idle.getFirst().body();
  }

  private Load run(int requests, IntFunction<byte[]> request, long interval) throws IOException {
    Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    long start = System.nanoTime();
    int sent = 0;
    int answered = 0;
    while (answered < requests) {
      long now = System.nanoTime();
      while (sent < requests && !idle.isEmpty() && start + sent * interval <= now) {
        long due = interval == 0 ? now : start + sent * interval;
        idle.removeFirst().send(request.apply(sent), due);
        sent++;
      }
      boolean waits = sent == requests || idle.isEmpty() || interval == 0;
      int done = receive(waits, latencies);
      answered += done;
      if (done == 0 && !waits) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return new Load(requests, System.nanoTime() - start, latencies);
  }

  private int receive(boolean waits, Histogram latencies) throws IOException {
    int ready = waits ? selector.select() : selector.selectNow();
    if (ready == 0) {
      return 0;
    }
    int done = 0;
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.attachment() instanceof Connection connection && connection.read()) {
        latencies.recordValue(Math.min(System.nanoTime() - connection.due(), LONGEST_NANOS));
        idle.addFirst(connection);
        done++;
      }
    }
    selector.selectedKeys().clear();
    return done;
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : all) {
      connection.close();
    }
    selector.close();
  }
}
