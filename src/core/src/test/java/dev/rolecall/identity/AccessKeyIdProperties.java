package dev.rolecall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class AccessKeyIdProperties {
  @Property
  void keepsEveryAccount(
      @ForAll @LongRange(max = 999_999_999_999L) long number, @ForAll long seed) {
    AccountId account = new AccountId(String.format("%012d", number));
    assertThat(AccessKeyId.generate(account, new Random(seed)).account()).isEqualTo(account);
  }
}
