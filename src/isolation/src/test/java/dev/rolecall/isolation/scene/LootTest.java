package dev.rolecall.isolation.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.fake.FakeImds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LootTest {
  private static String keysOf(Pod pod) {
    return "{\"AccessKeyId\":\"" + AccessKeyId.generate(pod.account(), new Random(1)) + "\"}";
  }

  @Test
  void knowsWhoseCredentialsAreInAnAnswer() {
    String answer = "HTTP/1.1 200 OK\r\n\r\n" + keysOf(Cast.VICTIM);
    assertThat(Loot.in(answer)).contains("account 222222222222");
    assertThat(Loot.foreignTo(Cast.ATTACKER, answer)).contains("account 222222222222");
    assertThat(Loot.foreignTo(Cast.VICTIM, answer)).isEmpty();
    assertThat(Loot.isOnlyOf(Cast.VICTIM, answer)).isTrue();
  }

  @Test
  void seesForeignCredentialsBesidesOwnOnes() {
    String answer = keysOf(Cast.ATTACKER) + keysOf(Cast.VICTIM);
    assertThat(Loot.foreignTo(Cast.ATTACKER, answer)).contains("account 222222222222");
    assertThat(Loot.isOnlyOf(Cast.ATTACKER, answer)).isFalse();
  }

  @Test
  void knowsTheNodesCredentials() {
    assertThat(Loot.in("x " + FakeImds.LOOT)).contains("the node's");
    assertThat(Loot.foreignTo(Cast.ATTACKER, FakeImds.LOOT)).isPresent();
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    assertThat(Loot.in("HTTP/1.1 403 Forbidden\r\n\r\n{}")).isEmpty();
    assertThat(Loot.isOnlyOf(Cast.VICTIM, "")).isFalse();
  }

  @Test
  void givesEachPodOfTheCastAnAccountOfItsOwn() {
    assertThat(Cast.ALL.stream().map(Pod::account)).doesNotHaveDuplicates();
    assertThat(Cast.ALL.stream().map(Pod::account)).doesNotContain(Cast.NEWCOMER.account());
  }
}
