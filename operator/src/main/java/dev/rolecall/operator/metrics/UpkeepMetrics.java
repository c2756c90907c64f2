package dev.rolecall.operator.metrics;

import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.observe.metrics.WordCounter;
import dev.rolecall.operator.tls.TlsMaterial;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the upkeep of certificates, keys and webhooks goes. */
public final class UpkeepMetrics {
  private final WordCounter rounds;
  private final Clock clock;
  private volatile @Nullable Instant lastDone;
  private volatile @Nullable Instant webhookEnd;
  private volatile @Nullable Instant authorityEnd;

  public UpkeepMetrics(ProgramMetrics metrics, Clock clock) {
    this.clock = clock;
    this.rounds =
        metrics.counter(
            "rolecall_operator_upkeep_rounds_total", "Rounds of upkeep, by outcome.", "outcome");
    metrics.moment(
        "rolecall_operator_upkeep_done_timestamp_seconds",
        "When upkeep was last done without a failure.",
        () -> Optional.ofNullable(lastDone));
    certificate(metrics, "webhooks", () -> Optional.ofNullable(webhookEnd));
    certificate(metrics, "authority", () -> Optional.ofNullable(authorityEnd));
  }

  private static void certificate(
      ProgramMetrics metrics, String name, Supplier<Optional<Instant>> end) {
    metrics.moment(
        "rolecall_operator_certificate_expiry_timestamp_seconds",
        "When a certificate ends.",
        end,
        "certificate",
        name);
  }

  /** All is in order, with these certificates. */
  public void done(TlsMaterial material) {
    lastDone = clock.instant();
    webhookEnd = material.end();
    authorityEnd = material.trustEnd();
    rounds.count("done");
  }

  /** Something is not, and is tried again. */
  public void failed() {
    rounds.count("failed");
  }
}
