package dev.rolecall.availability.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps containers running and looks whether they are ready, with the periods of the chart: what
 * has ended is started again after a second, readiness is asked for every three seconds, and what
 * was not alive six times in a minute is ended.
 */
final class Kubelet implements AutoCloseable {
  private static final long LOOK_MILLIS = 1000;
  private static final int READINESS = 3;
  private static final int LIVENESS = 10;
  private static final int READINESS_FAILURES = 3;
  private static final int LIVENESS_FAILURES = 6;

  private final List<Container> containers = new CopyOnWriteArrayList<>();
  private final Map<Container, Integer> notReady = new HashMap<>();
  private final Map<Container, Integer> notLive = new HashMap<>();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final Runnable looked;
  private long second;

  /**
   * @param looked called after each look
   */
  Kubelet(Runnable looked) {
    this.looked = looked;
    var unused = thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Starts one and keeps it. */
  void keep(Container container) {
    container.start();
    containers.add(container);
  }

  /** Ends one for good. */
  void end(Container container) {
    containers.remove(container);
    container.stop();
  }

  private void look() {
    try {
      second++;
      containers.forEach(this::look);
      looked.run();
    } catch (RuntimeException e) {
      System.err.println("the kubelet: " + e);
    }
  }

  private void look(Container container) {
    if (!container.isAlive()) {
      container.ready(false);
      container.restart();
      notReady.remove(container);
      notLive.remove(container);
      return;
    }
    if (second % READINESS == 0) {
      judgeReadiness(container);
    }
    if (second % LIVENESS == 0) {
      judgeLiveness(container);
    }
  }

  private void judgeReadiness(Container container) {
    if (container.isSaidReady()) {
      notReady.remove(container);
      container.ready(true);
    } else if (notReady.merge(container, 1, Integer::sum) >= READINESS_FAILURES) {
      container.ready(false);
    }
  }

  private void judgeLiveness(Container container) {
    if (container.isSaidLive() || !container.isAlive()) {
      notLive.remove(container);
    } else if (notLive.merge(container, 1, Integer::sum) >= LIVENESS_FAILURES) {
      container.kill();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
