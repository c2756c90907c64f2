package dev.rolecall.operator.leadership;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
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
  private final LeaseAge age;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lease").factory());

  private AbandonedLease(Resource<Lease> lease, LongSupplier nanoTime) {
    this.lease = lease;
    this.age = new LeaseAge(nanoTime);
  }

  /**
   * Looks at the lease every few seconds until it is closed; who leads needs not.
   *
   * @param nanoTime of a clock that nobody sets
   */
  public static AbandonedLease watch(
      KubernetesClient client, String namespace, String name, LongSupplier nanoTime) {
    AbandonedLease watched =
        new AbandonedLease(client.leases().inNamespace(namespace).withName(name), nanoTime);
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
      LOG.warnf(
          "%s did not renew its lease, which is good until long after now: its clock was ahead",
          now.getSpec().getHolderIdentity());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
