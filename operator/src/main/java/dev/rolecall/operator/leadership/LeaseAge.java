package dev.rolecall.operator.leadership;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * For how long nobody has written a lease, as this replica saw it, by a clock that nobody sets. The
 * times in the lease are of another machine's clock.
 */
final class LeaseAge {
  /** Where the lease does not say it: what the SDK writes. */
  private static final int USUAL_SECONDS = 15;

  private final LongSupplier nanoTime;
  private String version = "";
  private long since;

  LeaseAge(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether the lease has been as it is for longer than it is good without being renewed. */
  boolean isOver(Lease lease) {
    long now = nanoTime.getAsLong();
    if (!lease.getMetadata().getResourceVersion().equals(version)) {
      version = lease.getMetadata().getResourceVersion();
      since = now;
      return false;
    }
    int seconds =
        Optional.ofNullable(lease.getSpec().getLeaseDurationSeconds()).orElse(USUAL_SECONDS);
    return now - since > Duration.ofSeconds(seconds).toNanos();
  }
}
