package dev.rolecall.sts.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.SourceNetwork;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
  private static final AccountId ACME = new AccountId("111111111111");
  private static final AccountId GLOBEX = new AccountId("222222222222");
  private static final Principal POD = pod("6f1d");
  private static final Admission ADMITTED = new Admission.Admitted();

  private final List<Share.Kind> throttled = new ArrayList<>();
  private long now;

  private final CallLimits limits =
      new CallLimits(
          new LimitSettings(
              new RateLimit(1, 3),
              new RateLimit(1, 5),
              new RateLimit(1, 20),
              new RateLimit(1, 9),
              new SourceNetwork(64)),
          namespace ->
              switch (namespace) {
                case "acme", "acme-too" -> Optional.of(ACME);
                case "globex" -> Optional.of(GLOBEX);
                default -> Optional.empty();
              },
          new SecureRandom(),
          () -> now,
          throttled::add);

  @Test
  void refusesAnAddressAfterFailuresOnly() {
    IntStream.range(0, 100).forEach(i -> assertThat(caller().admission()).isEqualTo(ADMITTED));
    IntStream.range(0, 3).forEach(i -> caller().failed());

    assertThat(caller().admission()).isNotEqualTo(ADMITTED);
    assertThat(limits.caller("10.0.0.2").admission()).isEqualTo(ADMITTED);
    assertThat(throttled).containsExactly(Share.Kind.ADDRESS);
  }

  @Test
  void chargesTheAddressForNothingThatSomebodyProvenDid() {
    for (int i = 0; i < 5; i++) {
      Caller caller = caller();
      assertThat(caller.proved(POD, "")).isEmpty();
      caller.failed();
    }
    assertThat(caller().admission()).isEqualTo(ADMITTED);
  }

  @Test
  void limitsAPodWhereverItCallsFrom() {
    IntStream.range(0, 5).forEach(i -> assertThat(from(i).proved(POD, "")).isEmpty());

    assertThat(from(9).proved(POD, "")).contains(new Share(Share.Kind.POD, "6f1d"));
    assertThat(from(9).proved(pod("7a2e"), "")).isEmpty();
  }

  @Test
  void chargesTheAddressForWhatAPodAsksBeyondItsLimit() {
    IntStream.range(0, 5).forEach(i -> from(0).proved(POD, ""));
    for (int i = 0; i < 3; i++) {
      Caller caller = caller();
      caller.proved(POD, "");
      caller.failed();
    }
    assertThat(caller().admission()).isNotEqualTo(ADMITTED);
  }

  @Test
  void limitsAllPodsOfAnAccountTogetherAndNoOtherAccount() {
    IntStream.range(0, 20).forEach(i -> assertThat(from(i).proved(pod("pod-" + i), "")).isEmpty());

    Share acme = new Share(Share.Kind.ACCOUNT, ACME.value());
    assertThat(from(1).proved(pod("another"), "")).contains(acme);
    assertThat(from(1).proved(new Principal.Pod("another", "acme-too"), "")).contains(acme);
    assertThat(from(1).proved(new Principal.Outsiders(ACME), "")).contains(acme);
    assertThat(from(1).proved(new Principal.UnboundAccount("system:serviceaccount:acme:a"), ""))
        .contains(acme);
    assertThat(from(1).proved(new Principal.Pod("another", "globex"), "")).isEmpty();
    assertThat(from(1).proved(new Principal.Outsiders(GLOBEX), "")).isEmpty();
    assertThat(from(1).proved(new Principal.Intermediary("agent"), "")).isEmpty();
    assertThat(throttled).hasSize(4).containsOnly(Share.Kind.ACCOUNT);

    now += 1_000_000_000L;
    assertThat(from(1).proved(pod("yet-another"), "")).isEmpty();
  }

  @Test
  void countsNamespacesThatNoAccountOwnsTogether() {
    IntStream.range(0, 20)
        .forEach(i -> from(1).proved(new Principal.Pod("pod-" + i, "stray-" + i), ""));

    assertThat(from(1).proved(new Principal.Pod("pod-20", "stray-20"), ""))
        .contains(new Share(Share.Kind.ACCOUNT, "none"));
    assertThat(from(1).proved(POD, "")).isEmpty();
  }

  @Test
  void verifiesNothingOfWhoeverHasNoCallLeft() {
    Caller first = from(0);
    first.proved(POD, "token");
    IntStream.range(0, 4).forEach(i -> from(0).proved(POD, "token"));

    Share spent = new Share(Share.Kind.POD, "6f1d");
    assertThat(limits.caller("10.0.0.1").presents("token").admission())
        .isEqualTo(new Admission.Refused(spent));
    assertThat(limits.caller("10.0.0.1").presents("another").admission()).isEqualTo(ADMITTED);
    Caller inBody = caller();
    assertThat(inBody.spent("token")).contains(spent);
    assertThat(caller().spent("another")).isEmpty();

    now += 1_000_000_000L;
    assertThat(limits.caller("10.0.0.1").presents("token").admission()).isEqualTo(ADMITTED);
  }

  /** Its neighbours share the address. */
  @Test
  void chargesTheAddressOnceForACredentialOfAnAccountThatHasNothingLeft() {
    IntStream.range(0, 20).forEach(i -> from(1).proved(pod("pod-" + i), ""));
    for (int i = 0; i < 100; i++) {
      Caller caller = caller();
      if (caller.spent("token").isEmpty()) {
        caller.proved(POD, "token");
      }
      caller.failed();
    }
    assertThat(caller().admission()).isEqualTo(ADMITTED);
  }

  @Test
  void keepsKindsOfPrincipalsApart() {
    IntStream.range(0, 5).forEach(i -> from(0).proved(POD, ""));

    assertThat(from(0).proved(new Principal.Intermediary("6f1d"), "")).isEmpty();
    assertThat(from(0).proved(new Principal.UnboundAccount("subject"), "")).isEmpty();
    assertThat(from(0).proved(new Principal.Outsiders(ACME), "")).isEmpty();
  }

  @Test
  void takesAllAddressesOfAnIpv6NetworkForOne() {
    IntStream.range(0, 3).forEach(i -> limits.caller("2001:db8::" + i).failed());

    assertThat(limits.caller("2001:db8::ffff").admission()).isNotEqualTo(ADMITTED);
    assertThat(limits.caller("2001:db8:0:1::").admission()).isEqualTo(ADMITTED);
  }

  @Test
  void hearsWhoProvedHimselfBeforeWhateverElseComesFromHisAddress() {
    assertThat(limits.caller("10.0.0.1").presents("agent's token").proved(POD, "agent's token"))
        .isEmpty();
    IntStream.range(0, 9).forEach(i -> caller().failed());

    assertThat(limits.caller("10.0.0.1").presents("agent's token").admission()).isEqualTo(ADMITTED);
    assertThat(limits.caller("10.0.0.1").presents("another token").admission())
        .isNotEqualTo(ADMITTED);
    assertThat(caller().admission()).isNotEqualTo(ADMITTED);
  }

  @Test
  void hearsNobodyAgainWhoseCredentialFailed() {
    limits.caller("10.0.0.1").presents("token").proved(POD, "token");
    IntStream.range(0, 9).forEach(i -> caller().failed());
    limits.caller("10.0.0.1").presents("token").failed();

    assertThat(limits.caller("10.0.0.1").presents("token").admission()).isNotEqualTo(ADMITTED);
  }

  /** Services see the session tokens of those who call them. */
  @Test
  void takesNothingForSomebodysThatOnlyCameAlong() {
    Caller attacker = limits.caller("10.0.0.1").presents("token of a victim");
    attacker.proved(POD, "own token");
    IntStream.range(0, 9).forEach(i -> from(0).proved(POD, "own token"));

    assertThat(limits.caller("10.0.0.2").presents("token of a victim").admission())
        .isEqualTo(ADMITTED);
    assertThat(limits.caller("10.0.0.2").presents("own token").admission()).isNotEqualTo(ADMITTED);
  }

  private static Principal pod(String uid) {
    return new Principal.Pod(uid, "acme");
  }

  private Caller caller() {
    return limits.caller("10.0.0.1");
  }

  private Caller from(int host) {
    return limits.caller("10.0.1." + host);
  }
}
