package dev.rolecall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Account ids, ARNs, role ids, session names and workloads. */
class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "1", "11111111111", "1111111111111", "11111111111a", "１１１１１１１１１１１１"})
  void refusesAccountIdsThatHaveNotTwelveDigits(String text) {
    assertThatThrownBy(() -> new AccountId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111111111111:role/reader",
        "arn:aws:iam::111111111111:role/team/a/Reader_+=,.@-1",
        "arn:aws:iam::000000000000:role/a/b/c/d",
      })
  void readsAndWritesRoleArnsAlike(String arn) {
    assertThat(RoleArn.parse(arn).orElseThrow()).hasToString(arn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "reader",
        "arn:aws:iam::111111111111:role",
        "arn:aws:iam::111111111111:role/",
        "arn:aws:iam::111111111111:role//x",
        "arn:aws:iam::111111111111:role/a//x",
        "arn:aws:iam::111111111111:role/a b",
        "arn:aws:iam::111111111111:role/x:y",
        "arn:aws:iam::111111111111:role/*",
        "arn:aws:iam::1111:role/x",
        "arn:aws:iam:us-east-1:111111111111:role/x",
        "arn:aws-cn:iam::111111111111:role/x",
        "arn:aws:sts::111111111111:role/x",
        "arn:aws:sts::111111111111:assumed-role/x/y",
        "arn:aws:iam::111111111111:user/x",
        "arn:aws:iam::111111111111:role/x\n",
      })
  void readsNothingElseAsARoleArn(String text) {
    assertThat(RoleArn.parse(text)).isEmpty();
  }

  @Test
  void splitsARoleArnIntoPathAndName() {
    RoleArn arn = RoleArn.parse("arn:aws:iam::111111111111:role/team/a/reader").orElseThrow();
    assertThat(arn).isEqualTo(new RoleArn(new AccountId("111111111111"), "/team/a/", "reader"));
    assertThat(RoleArn.parse("arn:aws:iam::111111111111:role/reader").orElseThrow().path())
        .isEqualTo("/");
  }

  @Test
  void limitsRoleNamesAndPathsAsIamDoes() {
    AccountId account = new AccountId("111111111111");
    assertThat(new RoleArn(account, "/" + "p".repeat(510) + "/", "n".repeat(64))).isNotNull();
    assertThatThrownBy(() -> new RoleArn(account, "/", "n".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RoleArn(account, "/" + "p".repeat(511) + "/", "n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RoleArn(account, "team/", "n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dropsThePathInTheArnOfASession() {
    RoleArn arn = RoleArn.parse("arn:aws:iam::111111111111:role/team/a/reader").orElseThrow();
    assertThat(arn.assumedBy(new SessionName("s-1")))
        .hasToString("arn:aws:sts::111111111111:assumed-role/reader/s-1");
  }

  @Test
  void keepsColonsAndSlashesOfAnArnsResource() {
    Arn arn = Arn.parse("arn:aws:logs:eu-west-1:1:log-group:a/b:*").orElseThrow();
    assertThat(arn.resource()).isEqualTo("log-group:a/b:*");
    assertThat(arn).hasToString("arn:aws:logs:eu-west-1:1:log-group:a/b:*");
    assertThat(Arn.parse("arn:aws:s3:::bucket/key").orElseThrow().region()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "arn:aws:s3::x",
        "arn::s3:::x",
        "arn:aws::::x",
        "arn:aws:s3:::",
        "nra:aws:s3:::x"
      })
  void readsNothingElseAsAnArn(String text) {
    assertThat(Arn.parse(text)).isEmpty();
  }

  /** Fixed for ever: principals and sessions hold these ids. */
  @Test
  void computesARoleIdFromAUidAlone() {
    assertThat(RoleId.ofUid("6c1f1ac9-5c1f-4cde-8f19-0d5a0a1f2b3c"))
        .isEqualTo(RoleId.ofUid("6c1f1ac9-5c1f-4cde-8f19-0d5a0a1f2b3c"))
        .hasToString("AROAETAP2ZZZO6HTIXLQD");
  }

  @Test
  void givesEveryUidARoleIdOfItsOwn() {
    Set<RoleId> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      RoleId id = RoleId.ofUid(new UUID(0, i).toString());
      assertThat(id.value()).matches("AROA[A-Z2-7]{17}");
      assertThat(seen.add(id)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "a+b=c,d.e@f-g_h",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void acceptsSessionNames(String text) {
    assertThat(new SessionName(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a b",
        "a/b",
        "a:b",
        "ünï",
        "ab\n",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void refusesOtherSessionNames(String text) {
    assertThatThrownBy(() -> new SessionName(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void truncatesASessionNameTo64Characters() {
    assertThat(SessionName.truncated("eks-c-p-" + "x".repeat(100)).value())
        .isEqualTo("eks-c-p-" + "x".repeat(56));
    assertThat(SessionName.truncated("short").value()).isEqualTo("short");
  }

  @Test
  void refusesAWorkloadWithAServiceAccountOfAnotherNamespace() {
    assertThatThrownBy(() ->
            new Workload(
                new PodRef("a", "p", "u"),
                new ServiceAccountRef("b", "s"),
                "",
                Map.of(),
                Map.of(),
                Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesAServiceAccountAsItsTokensDo() {
    assertThat(new ServiceAccountRef("ns", "sa").subject())
        .isEqualTo("system:serviceaccount:ns:sa");
  }
}
