package dev.rolecall.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
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
  private final Turns turns;
  private final List<Connection> all = new ArrayList<>();
  private final Deque<Connection> idle = new ArrayDeque<>();

  /** Connects to a server on loopback. */
  public LoadClient(int port, int connections) throws IOException {
    this(
        port,
        Collections.nCopies(connections, InetAddress.getLoopbackAddress()),
        Turns.LAST_FIRST,
        Connection.Answers.GRANTED);
  }

  private LoadClient(int port, List<InetAddress> sources, Turns turns, Connection.Answers answers)
      throws IOException {
    this.turns = turns;
    selector = Selector.open();
    for (InetAddress source : sources) {
      all.add(new Connection(all.size(), source, port, answers).register(selector));
    }
    idle.addAll(all);
  }

  /** A connection from each of these addresses of loopback, which take turns. */
  public static LoadClient from(List<InetAddress> sources, int port) throws IOException {
    return new LoadClient(port, sources, Turns.IN_ORDER, Connection.Answers.GRANTED);
  }

  /** The same, which minds no refusal: for a server that is cold. */
  public static LoadClient patient(List<InetAddress> sources, int port) throws IOException {
    return new LoadClient(port, sources, Turns.IN_ORDER, Connection.Answers.ANY);
  }

  /** So many connections from one address, which minds no refusal. */
  public static LoadClient flooding(InetAddress source, int connections, int port)
      throws IOException {
    return new LoadClient(
        port, Collections.nCopies(connections, source), Turns.LAST_FIRST, Connection.Answers.ANY);
  }

  /** Which idle connection is next. */
  private enum Turns {
    LAST_FIRST,
    IN_ORDER
  }

  /** What is sent. */
  @FunctionalInterface
  private interface Requests {
    byte[] of(int sent, int connection);
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
    return run(requests, (sent, connection) -> request.apply(sent), 0);
  }

  /**
   * So many a second, whether or not answers keep up: a request that must wait for a connection
   * waits on the server's account, so that a server that stalls does not stop its own clock
   * (coordinated omission).
   */
  public Load pace(int requests, IntFunction<byte[]> request, double perSecond) throws IOException {
    return run(requests, (sent, connection) -> request.apply(sent), (long) (1e9 / perSecond));
  }

  /**
   * The same, with a request for each connection.
   *
   * @param ofConnection by the number of the connection
   */
  public Load floodAsConnected(int requests, IntFunction<byte[]> ofConnection) throws IOException {
    return run(requests, (sent, connection) -> ofConnection.apply(connection), 0);
  }

  /** The same, so many a second. */
  public Load paceAsConnected(int requests, IntFunction<byte[]> ofConnection, double perSecond)
      throws IOException {
    return run(
        requests, (sent, connection) -> ofConnection.apply(connection), (long) (1e9 / perSecond));
  }

  /** The body of the answer to one request. */
  public String ask(byte[] request) throws IOException {
    flood(1, i -> request);
    return (turns == Turns.IN_ORDER ? idle.getLast() : idle.getFirst()).body();
  }

  private Load run(int requests, Requests request, long interval) throws IOException {
    Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    long start = System.nanoTime();
    int sent = 0;
    int answered = 0;
    while (answered < requests) {
      long now = System.nanoTime();
      while (sent < requests && !idle.isEmpty() && start + sent * interval <= now) {
        long due = interval == 0 ? now : start + sent * interval;
        Connection connection = idle.removeFirst();
        connection.send(request.of(sent, connection.number()), due);
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
        switch (turns) {
          case LAST_FIRST -> idle.addFirst(connection);
          case IN_ORDER -> idle.addLast(connection);
        }
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
