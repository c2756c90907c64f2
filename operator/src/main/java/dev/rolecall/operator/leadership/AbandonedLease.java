package dev.rolecall.operator.leadership;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Frees the leader's lease where nobody renews it any more though the times in it are yet to come.
 * The SDK compares them with its own clock: where a leader's clock was an hour ahead when it ended,
 * nobody would lead for an hour. Kubernetes' own components go by when they saw a lease change, as
 * here.
 */
public final class AbandonedLease implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AbandonedLease.class);
  private static final long SECONDS_BETWEEN = 3;

  private final Resource<Lease> lease;
  private final Clock clock;
  private final LeaseAge age;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lease").factory());

  private AbandonedLease(Resource<Lease> lease, Clock clock, LongSupplier nanoTime) {
    this.lease = lease;
    this.clock = clock;
    this.age = new LeaseAge(nanoTime);
  }

  /**
   * Looks at the lease every few seconds until it is closed; who leads needs not.
   *
   * @param clock of this machine, for what is said of another's
   * @param nanoTime of a clock that nobody sets
   */
  public static AbandonedLease watch(
      KubernetesClient client, String namespace, String name, Clock clock, LongSupplier nanoTime) {
    AbandonedLease watched =
        new AbandonedLease(client.leases().inNamespace(namespace).withName(name), clock, nanoTime);
    var unused =
        watched.thread.scheduleWithFixedDelay(
            watched::look, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    return watched;
  }

  private void look() {
    try {
      Lease now = lease.get();
      if (now != null && isHeld(now) && age.isOver(now)) {
        free(now);
      }
    } catch (RuntimeException e) {
      LOG.debug("the lease could not be looked at; it is tried again", e);
    }
  }

  private static boolean isHeld(Lease now) {
    String holder = now.getSpec().getHolderIdentity();
    return holder != null && !holder.isEmpty();
  }

  /** With the version that was seen: who renewed it since keeps it. */
  private void free(Lease now) {
    try {
      lease.patch(
          PatchContext.of(PatchType.JSON_MERGE),
          "{\"metadata\":{\"resourceVersion\":\"%s\"},\"spec\":{\"holderIdentity\":\"\"}}"
              .formatted(now.getMetadata().getResourceVersion()));
      LOG.warn(told(now, clock.instant()));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  static String told(Lease lease, Instant now) {
    boolean ahead =
        Optional.ofNullable(lease.getSpec().getRenewTime())
            .filter(renewed -> renewed.toInstant().isAfter(now))
            .isPresent();
    return "%s did not renew its lease%s: it is free"
        .formatted(
            lease.getSpec().getHolderIdentity(),
            ahead ? ", which is good until long after now, for its clock was ahead" : "");
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
