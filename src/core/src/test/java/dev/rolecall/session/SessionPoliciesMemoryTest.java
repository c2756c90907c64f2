package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.Role;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionPoliciesMemoryTest {
  private static final long MOST_BYTES = 96L << 20;

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final MasterKeys keys = MasterKeys.parse(MasterKeys.withNewKey("", clock));
  private final SessionIssuer issuer = new SessionIssuer(() -> keys, clock, new SecureRandom());

  /** One pod may ask for so many sessions in a minute, each with the dearest policy there is. */
  @Test
  void holdsLittleHoweverManySessionsBringPoliciesOfTheirOwn() {
    SessionPolicies policies =
        new SessionPolicies(
            new InMemoryResources()
                .add(InMemoryResources.account("111111111111", "team-a"))
                .add(role()),
            clock);
    long before = used();
    for (int i = 0; i < 4096; i++) {
      policies.of(Sessions.issued(issuer.issue(Sessions.withPolicies(List.of(dear(i))))).session());
    }
    assertThat(used() - before).isLessThan(MOST_BYTES);
    assertThat(policies.of(Sessions.issued(issuer.issue(Sessions.plain())).session()).caller())
        .isNotNull();
  }

  /** As many actions as 2,048 characters have room for. */
  private static String dear(int number) {
    String actions =
        IntStream.range(0, 230)
            .mapToObj(i -> "\"a:" + Integer.toString(i, Character.MAX_RADIX) + "\"")
            .collect(Collectors.joining(","));
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":[\"z:%d\",%s]}}"
        .formatted(number, actions);
  }

  private static Role role() {
    return new Role(
        Sessions.ROLE_ID,
        Sessions.ROLE_ARN,
        "team-a",
        new PolicyDocument("trust policy", PolicyType.TRUST, List.of(), "{}"),
        List.of(),
        null,
        Duration.ofHours(1),
        Map.of(),
        null);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
