package dev.rolecall.sts.assume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.sts.assume.Refusal.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestedPoliciesTest {
  private static final AccountId ACME = new AccountId("111111111111");
  private static final String INLINE = policy("2012-10-17", "s3:GetObject");
  private static final String MANAGED = "arn:aws:iam::111111111111:policy/write";

  private final InMemoryResources resources =
      new InMemoryResources().addManagedPolicy(MANAGED, document("s3:PutObject"));
  private final RequestedPolicies policies =
      new RequestedPolicies(resources, PolicyQuotas.AWS_DEFAULTS);

  @Test
  void isNothingWhereNothingIsAskedFor() throws Exception {
    assertThat(policies.read(ACME, Optional.empty(), List.of())).isEmpty();
  }

  @Test
  void joinsPoliciesOfWhichAnyMayAllow() throws Exception {
    PolicyDocument joined =
        policies.read(ACME, Optional.of(INLINE), List.of(MANAGED)).orElseThrow();

    assertThat(joined.type()).isEqualTo(PolicyType.SESSION);
    assertThat(joined.statements()).hasSize(2);
    assertThat(joined.json()).contains("s3:GetObject", "s3:PutObject").doesNotContain("Sid");
  }

  @Test
  void refusesToReadVariablesIntoAnOldPolicy() {
    String old =
        policy("2008-10-17", "s3:GetObject").replace("\"*\"", "\"arn:aws:s3:::b/${aws:userid}\"");

    assertMalformed(Optional.of(old), MANAGED);
  }

  @Test
  void refusesPoliciesOfOtherAccountsAndSuchAsAreNone() {
    assertMalformed(Optional.of("{"));
    assertMalformed(Optional.of("{\"Statement\": []} trailing"));
    assertMalformed(Optional.empty(), "arn:aws:iam::111111111111:policy/missing");
    assertThatThrownBy(
            () -> policies.read(new AccountId("222222222222"), Optional.empty(), List.of(MANAGED)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void limitsAllTogether() throws Exception {
    String half = policy("2012-10-17", "s3:" + "a".repeat(900));
    String more = policy("2012-10-17", "s3:" + "a".repeat(1100));
    resources.addManagedPolicy(MANAGED, document("s3:" + "b".repeat(900)));

    assertThat(policies.read(ACME, Optional.of(half), List.of(MANAGED))).isPresent();
    assertThat(policies.read(ACME, Optional.of(more), List.of())).isPresent();
    assertMalformed(Optional.of(more), MANAGED);
  }

  private void assertMalformed(Optional<String> inline, String... arns) {
    assertThatThrownBy(() -> policies.read(ACME, inline, List.of(arns)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().kind()).isEqualTo(Kind.MALFORMED_POLICY));
  }

  private static PolicyDocument document(String action) {
    return ((PolicyReading.Read)
            PolicyReader.read(PolicyType.IDENTITY, "managed", policy("2012-10-17", action)))
        .document();
  }

  private static String policy(String version, String action) {
    return "{\"Version\":\"%s\",\"Statement\":{\"Sid\":\"Same\",\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}}"
        .formatted(version, action);
  }
}
