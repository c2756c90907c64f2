package dev.rolecall.sts.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.SourceNetwork;
import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
  private static final Principal POD = new Principal.Pod("6f1d");

  private final CallLimits limits =
      new CallLimits(
          new LimitSettings(
              new RateLimit(1, 3), new RateLimit(1, 5), new RateLimit(1, 9), new SourceNetwork(64)),
          new SecureRandom(),
          () -> 0);

  @Test
  void refusesAnAddressAfterFailuresOnly() {
    IntStream.range(0, 100).forEach(i -> assertThat(caller().isAdmitted()).isTrue());
    IntStream.range(0, 3).forEach(i -> caller().failed());

    assertThat(caller().isAdmitted()).isFalse();
    assertThat(limits.caller("10.0.0.2", "").isAdmitted()).isTrue();
  }

  @Test
  void chargesTheAddressForNothingThatSomebodyProvenDid() {
    for (int i = 0; i < 5; i++) {
      Caller caller = caller();
      assertThat(caller.proved(POD)).isTrue();
      caller.failed();
    }
    assertThat(caller().isAdmitted()).isTrue();
  }

  @Test
  void limitsAPodWhereverItCallsFrom() {
    IntStream.range(0, 5).forEach(i -> assertThat(from(i).proved(POD)).isTrue());

    assertThat(from(9).proved(POD)).isFalse();
    assertThat(from(9).proved(new Principal.Pod("7a2e"))).isTrue();
  }

  @Test
  void chargesTheAddressForWhatAPodAsksBeyondItsLimit() {
    IntStream.range(0, 5).forEach(i -> from(0).proved(POD));
    for (int i = 0; i < 3; i++) {
      Caller caller = caller();
      caller.proved(POD);
      caller.failed();
    }
    assertThat(caller().isAdmitted()).isFalse();
  }

  @Test
  void keepsKindsOfPrincipalsApart() {
    IntStream.range(0, 5).forEach(i -> from(0).proved(POD));

    assertThat(from(0).proved(new Principal.Intermediary("6f1d"))).isTrue();
    assertThat(from(0).proved(new Principal.UnboundAccount("6f1d"))).isTrue();
    assertThat(from(0).proved(new Principal.Outsiders(new AccountId("111111111111")))).isTrue();
  }

  @Test
  void takesAllAddressesOfAnIpv6NetworkForOne() {
    IntStream.range(0, 3).forEach(i -> limits.caller("2001:db8::" + i, "").failed());

    assertThat(limits.caller("2001:db8::ffff", "").isAdmitted()).isFalse();
    assertThat(limits.caller("2001:db8:0:1::", "").isAdmitted()).isTrue();
  }

  @Test
  void hearsWhoProvedHimselfBeforeWhateverElseComesFromHisAddress() {
    assertThat(limits.caller("10.0.0.1", "agent's token").proved(POD)).isTrue();
    IntStream.range(0, 9).forEach(i -> caller().failed());

    assertThat(limits.caller("10.0.0.1", "agent's token").isAdmitted()).isTrue();
    assertThat(limits.caller("10.0.0.1", "another token").isAdmitted()).isFalse();
    assertThat(caller().isAdmitted()).isFalse();
  }

  @Test
  void hearsNobodyAgainWhoseCredentialFailed() {
    limits.caller("10.0.0.1", "token").proved(POD);
    IntStream.range(0, 9).forEach(i -> caller().failed());
    limits.caller("10.0.0.1", "token").failed();

    assertThat(limits.caller("10.0.0.1", "token").isAdmitted()).isFalse();
  }

  private Caller caller() {
    return limits.caller("10.0.0.1", "");
  }

  private Caller from(int host) {
    return limits.caller("10.0.1." + host, "");
  }
}
