package dev.rolecall.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Has a pod admitted again and again, without making it. */
final class Admissions implements AutoCloseable {
  private static final long PAUSE_MILLIS = 250;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger made = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  private Admissions() {}

  static Admissions begin(KubernetesClient client, Pod pod) {
    Admissions admissions = new Admissions();
    var unused =
        admissions.thread.scheduleWithFixedDelay(
            () -> admissions.admit(client, pod), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return admissions;
  }

  private void admit(KubernetesClient client, Pod pod) {
    try {
      client.pods().resource(pod).dryRun().create();
      made.incrementAndGet();
    } catch (KubernetesClientException e) {
      failures.add(String.valueOf(e.getMessage()));
    }
  }

  /** How often it was admitted. */
  int made() {
    return made.get();
  }

  /** What the API server said where it was not. */
  List<String> failures() {
    return failures;
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the API server does not answer");
    }
  }
}
