package dev.rolecall.sts.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.audit.AuditEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  @Test
  void keepsEventsShortWhateverIsSent() {
    AuditTrail trail = new AuditTrail("id", "sts:X", "10.0.0.1");
    trail.fact("resource", "r".repeat(1_000_000));
    trail.unverified("roleArn", "a".repeat(1_000_000));

    AuditEvent event = trail.event(Instant.EPOCH, "Denied", "w".repeat(1_000_000));

    assertThat(event.facts().get("resource")).hasSize(2051).endsWith("...");
    assertThat(event.unverified().get("roleArn")).hasSize(259).endsWith("...");
    assertThat(event.reason()).hasSize(2051).endsWith("...");
  }
}
