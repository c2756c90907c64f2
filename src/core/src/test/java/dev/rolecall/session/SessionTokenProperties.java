package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.session.SessionOpener.Result.Invalid;
import dev.rolecall.session.SessionOpener.Result.Opened;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever is done to a token, nothing opens but the token itself. */
class SessionTokenProperties {
  private static final MovableClock CLOCK = MovableClock.at("2026-03-01T12:00:00Z");
  private static final MasterKeys KEYS = MasterKeys.parse(MasterKeys.withNewKey("", CLOCK));
  private static final SessionIssuer ISSUER =
      new SessionIssuer(() -> KEYS, CLOCK, new SecureRandom());
  private static final SessionOpener OPENER = new SessionOpener(() -> KEYS, CLOCK, Sessions.KEPT);

  @Property
  void opensWhatItIssuedWhateverTheTags(
      @ForAll @Size(max = 10)
          Map<@StringLength(max = 20) String, @StringLength(max = 40) String> tags) {
    SessionIssuer.Result.Issued issued = Sessions.issued(ISSUER.issue(Sessions.withTags(tags)));
    assertThat(OPENER.open(token(issued)))
        .isInstanceOfSatisfying(
            Opened.class, opened -> assertThat(opened.session()).isEqualTo(issued.session()));
  }

  @Property
  void refusesAnyText(@ForAll String text) {
    assertThat(OPENER.open(text)).isEqualTo(new Invalid());
  }

  @Property
  void refusesAnyBytesInTheFormOfAToken(@ForAll @Size(5) List<@Size(max = 60) byte[]> parts) {
    String text =
        parts.stream()
            .map(part -> Base64.getUrlEncoder().withoutPadding().encodeToString(part))
            .reduce((left, right) -> left + "." + right)
            .orElseThrow();
    assertThat(OPENER.open(text)).isEqualTo(new Invalid());
  }

  @Property
  void refusesATokenWithSomeOfItsBitsFlipped(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 1_000_000) Integer> bits) {
    String token = token(Sessions.issued(ISSUER.issue(Sessions.full())));
    OPENER.open(token);
    byte[] bytes = token.getBytes(StandardCharsets.ISO_8859_1);
    bits.forEach(bit -> bytes[bit / 8 % bytes.length] ^= (byte) (1 << bit % 8));
    String flipped = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!flipped.equals(token)) {
      assertThat(OPENER.open(flipped)).isEqualTo(new Invalid());
    }
  }

  @Property
  void refusesATokenWithAPartCutOutOrPutTwice(
      @ForAll @IntRange(max = 10_000) int from, @ForAll @IntRange(min = 1, max = 10_000) int size) {
    String token = token(Sessions.issued(ISSUER.issue(Sessions.full())));
    int begin = from % token.length();
    int end = begin + 1 + size % (token.length() - begin);
    assertThat(OPENER.open(token.substring(0, begin) + token.substring(end)))
        .isEqualTo(new Invalid());
    assertThat(OPENER.open(token.substring(0, end) + token.substring(begin)))
        .isInstanceOf(end == begin ? Opened.class : Invalid.class);
  }

  private static String token(SessionIssuer.Result.Issued issued) {
    return issued.credentials().sessionToken().reveal();
  }
}
