package dev.rolecall.agent.imds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class MetadataTokensProperties {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final TokenKey KEY = TokenKey.fresh(RANDOM);

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final MetadataTokens tokens = new MetadataTokens(KEY, clock, RANDOM);

  @Property(tries = 200)
  void isGoodForItsHolderUntilItsEndAndNotAMomentLonger(
      @ForAll @StringLength(max = 80) String holder,
      @ForAll @LongRange(min = 1, max = 21_600) long life) {
    TokenHolder own = new TokenHolder(holder);
    String token = tokens.issue(own, Duration.ofSeconds(life));

    assertThat(tokens.check(own, token)).isEqualTo(TokenCheck.VALID);
    clock.advance(Duration.ofSeconds(life).minusNanos(1));
    assertThat(tokens.check(own, token)).isEqualTo(TokenCheck.VALID);
    clock.advance(Duration.ofNanos(1));
    assertThat(tokens.check(own, token)).isEqualTo(TokenCheck.EXPIRED);
    clock.advance(Duration.ofSeconds(-life));
  }

  @Property(tries = 200)
  void isNobodyElses(
      @ForAll @StringLength(max = 80) String holder, @ForAll @StringLength(max = 80) String other) {
    String token = tokens.issue(new TokenHolder(holder), Duration.ofHours(1));

    assertThat(tokens.check(new TokenHolder(other), token))
        .isEqualTo(holder.equals(other) ? TokenCheck.VALID : TokenCheck.FOREIGN);
  }

  @Property(tries = 400)
  void isWorthlessWithAnyBitChanged(@ForAll @IntRange(max = 48 * 8 - 1) int bit) {
    TokenHolder own = new TokenHolder("pod");
    byte[] token = Base64.getUrlDecoder().decode(tokens.issue(own, Duration.ofHours(1)));
    token[bit / 8] ^= (byte) (1 << bit % 8);

    assertThat(tokens.check(own, Base64.getUrlEncoder().encodeToString(token)))
        .isEqualTo(TokenCheck.FOREIGN);
  }

  @Property(tries = 400)
  void takesNoOtherTextForAToken(@ForAll @StringLength(max = 100) String text) {
    assertThat(tokens.check(new TokenHolder("pod"), text)).isEqualTo(TokenCheck.FOREIGN);
  }

  @Property(tries = 100)
  void isWorthlessUnderAnotherKey(@ForAll @StringLength(max = 20) String holder) {
    TokenHolder own = new TokenHolder(holder);
    MetadataTokens others = new MetadataTokens(TokenKey.fresh(RANDOM), clock, RANDOM);

    assertThat(others.check(own, tokens.issue(own, Duration.ofHours(1))))
        .isEqualTo(TokenCheck.FOREIGN);
  }

  @Property(tries = 50)
  void isAnotherEachTime(@ForAll @StringLength(max = 20) String holder) {
    TokenHolder own = new TokenHolder(holder);
    String[] several = new String[20];
    Arrays.setAll(several, i -> tokens.issue(own, Duration.ofHours(1)));

    assertThat(several).doesNotHaveDuplicates().allMatch(token -> token.length() == 64);
  }
}
