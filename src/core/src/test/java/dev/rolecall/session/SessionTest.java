package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {
  @Test
  void handsOnWhatGoesAlongAChain() {
    Session.Ancestor first =
        new Session.Ancestor(
            RoleId.ofUid("first"),
            new AccountId("222222222222"),
            Instant.parse("2026-03-01T11:00:00Z"),
            Optional.empty());
    Session session = Sessions.issued(issuer().issue(Sessions.full(first))).session();

    assertThat(session.transitiveTags())
        .isEqualTo(Map.of("kubernetes-namespace", "team-a", "Ünï", ""));
    assertThat(session.lineage())
        .containsExactly(
            first,
            new Session.Ancestor(
                Sessions.ROLE_ID,
                Sessions.ROLE_ARN.account(),
                session.issuedAt(),
                Optional.of(Sessions.POD)));
  }

  private static SessionIssuer issuer() {
    MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
    MasterKeys keys = MasterKeys.parse(MasterKeys.withNewKey("", clock));
    return new SessionIssuer(() -> keys, clock, new SecureRandom());
  }
}
