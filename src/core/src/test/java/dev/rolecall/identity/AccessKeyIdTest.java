package dev.rolecall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessKeyIdTest {
  /** What tools that decode AWS's key ids agree on. */
  @ParameterizedTest
  @CsvSource({"123456789012, ASIARZPUZDIK", "000000000000, ASIAQAAAAAAA"})
  void encodesTheAccountAsAwsDoes(String account, String beginning) {
    assertThat(AccessKeyId.generate(new AccountId(account), new Random(1)).value())
        .startsWith(beginning)
        .hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000000000", "000000000001", "123456789013", "999999999999"})
  void decodesToItsAccount(String account) {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      AccountId id = new AccountId(account);
      assertThat(AccessKeyId.generate(id, random).account()).isEqualTo(id);
    }
  }

  @Test
  void decodesOddAndEvenAccountsByTheirLowestBit() {
    assertThat(new AccessKeyId("ASIAQAAAAAAAAAAAAAAA").account()).hasToString("000000000000");
    assertThat(new AccessKeyId("ASIAQAAAAAAAQAAAAAAA").account()).hasToString("000000000001");
  }

  @Test
  void differsEachTime() {
    Random random = new Random(3);
    Set<AccessKeyId> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(seen.add(AccessKeyId.generate(new AccountId("111111111111"), random))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AKIAQAAAAAAAAAAAAAAA",
        "ASIAQAAAAAAAAAAAAAA",
        "ASIAQAAAAAAAAAAAAAAAA",
        "asiaqaaaaaaaaaaaaaaa",
        "ASIAQAAAAAAAAAAAAAA1",
        "ASIAQAAAAAAAAAAAAAA\n"
      })
  void refusesOtherTexts(String text) {
    assertThatThrownBy(() -> new AccessKeyId(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
