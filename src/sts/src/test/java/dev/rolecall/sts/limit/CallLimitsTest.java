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
  private static final Principal SERVICE = new Principal.Intermediary("service store");
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
      assertThat(caller.proved(POD, Credential.NONE)).isEmpty();
      caller.failed();
    }
    assertThat(caller().admission()).isEqualTo(ADMITTED);
  }

  @Test
  void limitsAPodWhereverItCallsFrom() {
    IntStream.range(0, 5).forEach(i -> assertThat(from(i).proved(POD, Credential.NONE)).isEmpty());

    assertThat(from(9).proved(POD, Credential.NONE)).contains(new Share(Share.Kind.POD, "6f1d"));
    assertThat(from(9).proved(pod("7a2e"), Credential.NONE)).isEmpty();
  }

  @Test
  void chargesTheAddressForWhatAPodAsksBeyondItsLimit() {
    IntStream.range(0, 5).forEach(i -> from(0).proved(POD, Credential.NONE));
    for (int i = 0; i < 3; i++) {
      Caller caller = caller();
      caller.proved(POD, Credential.NONE);
      caller.failed();
    }
    assertThat(caller().admission()).isNotEqualTo(ADMITTED);
  }

  @Test
  void limitsAllPodsOfAnAccountTogetherAndNoOtherAccount() {
    IntStream.range(0, 20)
        .forEach(i -> assertThat(from(i).proved(pod("pod-" + i), Credential.NONE)).isEmpty());

    Share acme = new Share(Share.Kind.ACCOUNT, ACME.value());
    assertThat(from(1).proved(pod("another"), Credential.NONE)).contains(acme);
    assertThat(from(1).proved(new Principal.Pod("another", "acme-too"), Credential.NONE))
        .contains(acme);
    assertThat(from(1).proved(new Principal.Outsiders(ACME), Credential.NONE)).contains(acme);
    assertThat(
            from(1)
                .proved(
                    new Principal.UnboundAccount("system:serviceaccount:acme:a"), Credential.NONE))
        .contains(acme);
    assertThat(from(1).proved(new Principal.Pod("another", "globex"), Credential.NONE)).isEmpty();
    assertThat(from(1).proved(new Principal.Outsiders(GLOBEX), Credential.NONE)).isEmpty();
    assertThat(from(1).proved(new Principal.Intermediary("agent"), Credential.NONE)).isEmpty();
    assertThat(throttled).hasSize(4).containsOnly(Share.Kind.ACCOUNT);

    now += 1_000_000_000L;
    assertThat(from(1).proved(pod("yet-another"), Credential.NONE)).isEmpty();
  }

  @Test
  void countsNamespacesThatNoAccountOwnsTogether() {
    IntStream.range(0, 20)
        .forEach(i -> from(1).proved(new Principal.Pod("pod-" + i, "stray-" + i), Credential.NONE));

    assertThat(from(1).proved(new Principal.Pod("pod-20", "stray-20"), Credential.NONE))
        .contains(new Share(Share.Kind.ACCOUNT, "none"));
    assertThat(from(1).proved(POD, Credential.NONE)).isEmpty();
  }

  @Test
  void verifiesNothingOfWhoeverHasNoCallLeft() {
    Caller first = from(0);
    first.proved(POD, Credential.token("token"));
    IntStream.range(0, 4).forEach(i -> from(0).proved(POD, Credential.token("token")));

    Share spent = new Share(Share.Kind.POD, "6f1d");
    assertThat(limits.caller("10.0.0.1").presents(Credential.token("token")).admission())
        .isEqualTo(new Admission.Refused(spent));
    assertThat(limits.caller("10.0.0.1").presents(Credential.token("another")).admission())
        .isEqualTo(ADMITTED);
    Caller inBody = caller();
    assertThat(inBody.spent(Credential.token("token"))).contains(spent);
    assertThat(caller().spent(Credential.token("another"))).isEmpty();

    now += 1_000_000_000L;
    assertThat(limits.caller("10.0.0.1").presents(Credential.token("token")).admission())
        .isEqualTo(ADMITTED);
  }

  /** Its neighbours share the address. */
  @Test
  void chargesTheAddressOnceForACredentialOfAnAccountThatHasNothingLeft() {
    IntStream.range(0, 20).forEach(i -> from(1).proved(pod("pod-" + i), Credential.NONE));
    for (int i = 0; i < 100; i++) {
      Caller caller = caller();
      if (caller.spent(Credential.token("token")).isEmpty()) {
        caller.proved(POD, Credential.token("token"));
      }
      caller.failed();
    }
    assertThat(caller().admission()).isEqualTo(ADMITTED);
  }

  @Test
  void keepsKindsOfPrincipalsApart() {
    IntStream.range(0, 5).forEach(i -> from(0).proved(POD, Credential.NONE));

    assertThat(from(0).proved(new Principal.Intermediary("6f1d"), Credential.NONE)).isEmpty();
    assertThat(from(0).proved(new Principal.UnboundAccount("subject"), Credential.NONE)).isEmpty();
    assertThat(from(0).proved(new Principal.Outsiders(ACME), Credential.NONE)).isEmpty();
  }

  @Test
  void takesAllAddressesOfAnIpv6NetworkForOne() {
    IntStream.range(0, 3).forEach(i -> limits.caller("2001:db8::" + i).failed());

    assertThat(limits.caller("2001:db8::ffff").admission()).isNotEqualTo(ADMITTED);
    assertThat(limits.caller("2001:db8:0:1::").admission()).isEqualTo(ADMITTED);
  }

  @Test
  void hearsWhoProvedHimselfBeforeWhateverElseComesFromHisAddress() {
    assertThat(
            limits
                .caller("10.0.0.1")
                .presents(Credential.token("agent's token"))
                .proved(POD, Credential.token("agent's token")))
        .isEmpty();
    IntStream.range(0, 9).forEach(i -> caller().failed());

    assertThat(limits.caller("10.0.0.1").presents(Credential.token("agent's token")).admission())
        .isEqualTo(ADMITTED);
    assertThat(limits.caller("10.0.0.1").presents(Credential.token("another token")).admission())
        .isNotEqualTo(ADMITTED);
    assertThat(caller().admission()).isNotEqualTo(ADMITTED);
  }

  @Test
  void hearsNobodyAgainWhoseCredentialFailed() {
    limits
        .caller("10.0.0.1")
        .presents(Credential.token("token"))
        .proved(POD, Credential.token("token"));
    IntStream.range(0, 9).forEach(i -> caller().failed());
    limits.caller("10.0.0.1").presents(Credential.token("token")).failed();

    assertThat(limits.caller("10.0.0.1").presents(Credential.token("token")).admission())
        .isNotEqualTo(ADMITTED);
  }

  /** Services see the session tokens of those who call them. */
  @Test
  void takesNothingForSomebodysThatOnlyCameAlong() {
    Caller attacker = limits.caller("10.0.0.1").presents(Credential.token("token of a victim"));
    attacker.proved(POD, Credential.token("own token"));
    IntStream.range(0, 9).forEach(i -> from(0).proved(POD, Credential.token("own token")));

    assertThat(
            limits.caller("10.0.0.2").presents(Credential.token("token of a victim")).admission())
        .isEqualTo(ADMITTED);
    assertThat(limits.caller("10.0.0.2").presents(Credential.token("own token")).admission())
        .isNotEqualTo(ADMITTED);
  }

  /**
   * Everybody may know how a certificate ends, and whoever has an issuer chooses how his tokens do.
   */
  @Test
  void takesNobodyForAServiceWhoseCertificateEndsAsHisToken() {
    String end = "9f".repeat(32);
    Credential certificate = new Credential(Credential.Kind.CERTIFICATE, "30" + end);
    Credential forged = Credential.token("header.claims." + "A".repeat(64) + end);
    limits.caller("10.0.0.2").presents(certificate).proved(SERVICE, certificate);
    IntStream.range(0, 9).forEach(i -> from(1).proved(new Principal.Outsiders(GLOBEX), forged));
    IntStream.range(0, 9).forEach(i -> limits.caller("10.0.0.2").failed());

    assertThat(limits.caller("10.0.0.3").presents(forged).admission()).isNotEqualTo(ADMITTED);
    assertThat(limits.caller("10.0.0.2").presents(certificate).admission()).isEqualTo(ADMITTED);
  }

  /** Services, and who was sent a presigned URL, know tokens of sessions without their keys. */
  @Test
  void takesNobodyForASessionWhoseTokenEndsAsHisJwt() {
    String end = "sealed".repeat(11);
    limits.caller("10.0.0.2").proved(POD, Credential.session(end));
    Credential forged = Credential.token("header.claims." + end);
    IntStream.range(0, 9).forEach(i -> from(1).proved(new Principal.Outsiders(GLOBEX), forged));

    assertThat(limits.caller("10.0.0.2").presents(Credential.session(end)).admission())
        .isEqualTo(ADMITTED);
  }

  @Test
  void forgetsNobodyForAFailureOfAnotherKindOfCredential() {
    String end = "9f".repeat(32);
    Credential certificate = new Credential(Credential.Kind.CERTIFICATE, end);
    limits.caller("10.0.0.1").presents(certificate).proved(SERVICE, certificate);
    IntStream.range(0, 9)
        .forEach(i -> limits.caller("10.0.0.1").presents(Credential.token(end)).failed());
    IntStream.range(0, 9)
        .forEach(i -> limits.caller("10.0.0.1").presents(Credential.session(end)).failed());

    assertThat(caller().admission()).isNotEqualTo(ADMITTED);
    assertThat(limits.caller("10.0.0.1").presents(certificate).admission()).isEqualTo(ADMITTED);
  }

  @Test
  void showsNoCredentialsText() {
    assertThat(Credential.token("secret")).asString().isEqualTo("TOKEN");
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
