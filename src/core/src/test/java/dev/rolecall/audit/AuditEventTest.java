package dev.rolecall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.AuditEvents;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditEventTest {
  private static final String LONG = "x".repeat(2048);

  /** What waits to be written is bounded by it. */
  @Test
  void weighsAllThatIsAsLongAsOthersLike() {
    AuditEvent event =
        new AuditEvent(
            AuditEvents.NOON,
            new AuditedCall("sts", "AssumeRole", "request-1", "10.0.0.1", LONG),
            new UserIdentity.WebIdentity(LONG, LONG, LONG),
            new Outcome.Refused("AccessDenied", LONG, LONG),
            Optional.of(new AuditedResource(LONG, "111111111111", "")),
            Optional.empty(),
            Map.of("roleArn", LONG),
            Map.of(),
            Map.of("agent", LONG));

    assertThat(event.weight()).isGreaterThanOrEqualTo(9 * LONG.length());
  }
}
