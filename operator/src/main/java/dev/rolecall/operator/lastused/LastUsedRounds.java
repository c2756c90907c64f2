package dev.rolecall.operator.lastused;

import dev.rolecall.kube.resource.IAMRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Asks sts round by round which roles were used, and writes what is due at a steady pace, before
 * the next round begins. On a thread of its own, which nothing else waits for.
 */
public final class LastUsedRounds implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LastUsedRounds.class);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final LastUsedSettings settings;
  private final StsReplicas replicas;
  private final DueStatuses statuses;
  private final LastUsedWriter writer;
  private final Supplier<List<IAMRole>> roles;
  private final Queue<DueStatuses.Due> waiting = new ArrayDeque<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("last-used").factory());

  private LastUsedRounds(
      LastUsedSettings settings,
      StsReplicas replicas,
      DueStatuses statuses,
      LastUsedWriter writer,
      Supplier<List<IAMRole>> roles) {
    this.settings = settings;
    this.replicas = replicas;
    this.statuses = statuses;
    this.writer = writer;
    this.roles = roles;
  }

  /**
   * Those of this cluster; nothing is asked yet.
   *
   * @param roles all that there are now, as the informer has them
   */
  public static LastUsedRounds of(
      LastUsedSettings settings,
      Vertx vertx,
      KubernetesClient client,
      Clock clock,
      Supplier<List<IAMRole>> roles) {
    return new LastUsedRounds(
        settings,
        new StsReplicas(vertx, settings, new StsEndpoints(client, settings.namespace())::addresses),
        new DueStatuses(clock, settings.granularity()),
        new LastUsedWriter(client),
        roles);
  }

  /**
   * Begins the first round.
   *
   * @param trusted PEM certificates that those of sts chain to, at the time of each round; empty as
   *     long as there are none
   */
  public void start(Supplier<Optional<String>> trusted) {
    thread.execute(() -> round(trusted));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void round(Supplier<Optional<String>> trusted) {
    Optional<String> certificates = trusted.get();
    if (certificates.isEmpty()) {
      later(() -> round(trusted), SOON);
      return;
    }
    try {
      Map<String, RoleUse> uses = replicas.uses(certificates.get());
      waiting.addAll(statuses.of(roles.get(), uses));
    } catch (InterruptedException e) {
      return;
    } catch (IOException | RuntimeException e) {
      LOG.warnf("which roles are in use could not be asked for: %s", e.getMessage());
    }
    writeNext(trusted);
  }

  private void writeNext(Supplier<Optional<String>> trusted) {
    DueStatuses.Due next = waiting.poll();
    if (next == null) {
      later(() -> round(trusted), settings.interval());
      return;
    }
    try {
      writer.write(next);
    } finally {
      later(() -> writeNext(trusted), Duration.ofSeconds(1).dividedBy(settings.writesPerSecond()));
    }
  }

  private void later(Runnable step, Duration pause) {
    if (!thread.isShutdown()) {
      var unused = thread.schedule(step, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
