package dev.rolecall.sts.assume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.fakes.InMemoryWorkloads;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.Position;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.token.KubernetesClaims;
import dev.rolecall.token.VerifiedToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodAttestorTest {
  private static final Workload WEB = InMemoryWorkloads.pod("acme", "web-0", "web");

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final InMemoryWorkloads workloads = new InMemoryWorkloads().add(WEB);
  private final PodAttestor attestor = new PodAttestor(workloads, clock);

  @Test
  void findsThePodOfTheToken() throws Exception {
    assertThat(attestor.require(token("web", Optional.of(WEB.pod())))).isEqualTo(WEB);
  }

  @Test
  void refusesAPodThatWasMadeAgainUnderTheSameName() {
    workloads.forget(WEB.pod().uid());
    workloads.add(InMemoryWorkloads.pod("acme", "web-0", "web"));
    VerifiedToken token = token("web", Optional.of(new PodRef("acme", "web-0", "uid-before")));
    clock.advance(Duration.ofMinutes(2));

    assertRefused(token, Kind.NOT_AUTHORIZED, "does not exist");
  }

  @Test
  void refusesAnotherNameOrServiceAccountThanThePods() {
    PodRef renamed = new PodRef("acme", "web-1", WEB.pod().uid());
    PodRef moved = new PodRef("globex", "web-0", WEB.pod().uid());

    assertRefused(token("web", Optional.of(renamed)), Kind.NOT_AUTHORIZED, "which is");
    assertRefused(token("web", Optional.of(moved)), Kind.NOT_AUTHORIZED, "which is");
    assertRefused(
        token("admin", Optional.of(WEB.pod())), Kind.NOT_AUTHORIZED, "runs as acme/web, not as");
  }

  @Test
  void refusesAPodThatIsGone() {
    workloads.end(WEB.pod().uid(), "it was deleted");

    assertRefused(token("web", Optional.of(WEB.pod())), Kind.NOT_AUTHORIZED, "it was deleted");
  }

  @Test
  void asksToTryAgainAsLongAsTheTokenIsNew() {
    workloads.forget(WEB.pod().uid());
    VerifiedToken token = token("web", Optional.of(WEB.pod()));

    clock.advance(Duration.ofSeconds(59));
    assertRefused(token, Kind.NOT_KNOWN_YET, "is not known here yet");
    clock.advance(Duration.ofSeconds(1));
    assertRefused(token, Kind.NOT_AUTHORIZED, "does not exist");
  }

  @Test
  void tellsUnboundTokensApart() throws Exception {
    VerifiedToken unbound = token("web", Optional.empty());

    assertThat(attestor.attest(unbound)).isEmpty();
    assertThatThrownBy(() -> attestor.require(unbound))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the token is bound to no pod");
  }

  @Test
  void refusesTokensThatSayNothingOfAServiceAccount() {
    VerifiedToken token = token("web", Optional.of(WEB.pod()));
    VerifiedToken bare =
        new VerifiedToken(
            token.issuer(),
            token.subject(),
            token.audience(),
            token.audiences(),
            token.issuedAt(),
            token.expiresAt(),
            Optional.empty(),
            token.claims());

    assertRefused(bare, Kind.NOT_AUTHORIZED, "says nothing of a service account");
  }

  private void assertRefused(VerifiedToken token, Kind kind, String reason) {
    assertThatThrownBy(() -> attestor.attest(token))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal().kind()).isEqualTo(kind);
              assertThat(refused.refusal().reason()).contains(reason);
            });
  }

  private VerifiedToken token(String serviceAccount, Optional<PodRef> pod) {
    ServiceAccountRef account =
        new ServiceAccountRef(pod.map(PodRef::namespace).orElse("acme"), serviceAccount);
    return new VerifiedToken(
        "https://cluster",
        account.subject(),
        "sts.amazonaws.com",
        List.of("sts.amazonaws.com"),
        clock.instant(),
        clock.instant().plusSeconds(3600),
        Optional.of(new KubernetesClaims(account, "sa-uid", pod, Optional.empty())),
        new JsonObject(List.of(), Position.NONE));
  }
}
