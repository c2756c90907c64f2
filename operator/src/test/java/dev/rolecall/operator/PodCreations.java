package dev.rolecall.operator;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Creates pods without end, each tried again at once where it was refused; none is kept. */
final class PodCreations implements AutoCloseable {
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(20);

  private final KubernetesClient client;
  private final Pod pod;
  private final List<String> lost = new ArrayList<>();
  private final Thread thread;
  private volatile boolean over;
  private volatile int created;

  private PodCreations(KubernetesClient client, Pod pod) {
    this.client = withoutRetries(client);
    this.pod = pod;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  static PodCreations of(KubernetesClient client, Pod pod) {
    return new PodCreations(client, pod);
  }

  int created() {
    return created;
  }

  /** The client would try by itself for a minute, and hide that nobody answered. */
  private static KubernetesClient withoutRetries(KubernetesClient client) {
    Config config =
        new ConfigBuilder(client.getConfiguration()).withRequestRetryBackoffLimit(0).build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** Refusals of pods that were refused when they were tried again, too; once it is closed. */
  List<String> lost() {
    return lost;
  }

  private void run() {
    while (!over) {
      String refusal = create();
      // A connection to a replica that was killed breaks, with what was asked over it.
      if (!refusal.isEmpty() && !(refusal = create()).isEmpty()) {
        lost.add(refusal);
      }
      LockSupport.parkNanos(BETWEEN);
    }
  }

  private String create() {
    try {
      Pod made = client.resource(pod).dryRun().create();
      created++;
      return made.getSpec().getContainers().getFirst().getEnv().isEmpty() ? "not injected" : "";
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
    client.close();
  }
}
