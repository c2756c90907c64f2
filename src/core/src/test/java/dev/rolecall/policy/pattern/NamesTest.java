package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTest {
  private final Names<String> names = new Names<>(name -> "made of " + name);

  @Test
  void makesTheSameThingOfEqualNames() {
    String made = names.of("aws:PrincipalArn");

    assertThat(made).isEqualTo("made of aws:PrincipalArn");
    assertThat(names.of(String.valueOf("aws:PrincipalArn".toCharArray()))).isSameAs(made);
  }

  @Test
  void makesTheRightThingOfNamesWithOneHash() {
    assertThat("Aa").hasSameHashCodeAs("BB");

    for (String name : List.of("Aa", "BB", "Aa", "BB")) {
      assertThat(names.of(name)).isEqualTo("made of " + name);
    }
  }

  @Test
  void makesTheRightThingOfMoreNamesThanItHolds() {
    List<String> many = IntStream.range(0, 20_000).mapToObj(i -> "name-" + i).toList();
    for (String name : many) {
      assertThat(names.of(name)).isEqualTo("made of " + name);
    }
    assertThat(many.stream().map(names::of)).endsWith("made of name-19999");
  }

  @Test
  void keepsNoLongNames() {
    String name = "x".repeat(257);

    assertThat(names.of(name)).isEqualTo("made of " + name).isNotSameAs(names.of(name));
  }
}
