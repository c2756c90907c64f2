package dev.rolecall.policy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.pattern.PatternException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BinaryTestProperties {
  @Property(tries = 20_000)
  void matchesWhatTheLibraryDecodesToTheSameBytes(
      @ForAll("bytes") byte[] policy, @ForAll("texts") String given) throws PatternException {
    Outcome expected =
        Outcome.of(decoded(given).filter(bytes -> Arrays.equals(bytes, policy)).isPresent());

    assertThat(outcome(Base64.getEncoder().encodeToString(policy), given)).isEqualTo(expected);
  }

  @Property(tries = 5_000)
  void matchesItself(@ForAll byte[] bytes) throws PatternException {
    String policy = Base64.getEncoder().encodeToString(bytes);

    assertThat(outcome(policy, policy)).isEqualTo(Outcome.MATCH);
    assertThat(outcome(policy, Base64.getEncoder().withoutPadding().encodeToString(bytes)))
        .isEqualTo(Outcome.MATCH);
    assertThat(outcome(policy, policy + "=")).isEqualTo(Outcome.NO_MATCH);
  }

  private static Outcome outcome(String policy, String given) throws PatternException {
    return BinaryTest.parse(policy).compare(given, RequestContext.empty());
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    return Arbitraries.of((byte) 0, (byte) 4, (byte) -1).array(byte[].class).ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("AAB/Q===-\u0141").ofMaxLength(6);
  }
}
