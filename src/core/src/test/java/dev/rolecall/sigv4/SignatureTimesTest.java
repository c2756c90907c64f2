package dev.rolecall.sigv4;

import static dev.rolecall.sigv4.SignatureRefusal.INCOMPLETE_SIGNATURE;
import static dev.rolecall.sigv4.SignatureRefusal.NOT_CURRENT;
import static dev.rolecall.sigv4.SignatureRefusal.PRESIGNED_EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.fakes.TestSigner;
import dev.rolecall.fakes.TestSigner4A;
import dev.rolecall.sigv4.SignatureResult.Refused;
import dev.rolecall.sigv4.SignatureResult.Valid;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a signature is good, and AWS's words where it is not. */
class SignatureTimesTest {
  private static final Valid VALID = TestSigners.valid("us-east-1", "sts");

  private final MovableClock clock = MovableClock.at("2026-09-11T12:00:00Z");

  private SignatureResult verify(SignedRequest request) {
    return new SignatureVerifier(clock)
        .verify(request, new Scope.Service("sts"), TestSigners.LOOKUP);
  }

  @ParameterizedTest
  @CsvSource({"2026-09-11T12:00:00Z", "20260911T120000", "20261311T120000Z", "20260230T120000Z"})
  void wantsTheDateInBasicFormat(String date) {
    assertThat(verify(new TestSigner().date(date).sign()))
        .isEqualTo(
            new Refused(
                INCOMPLETE_SIGNATURE,
                "Date must be in ISO-8601 'basic format'. Got '%s'. See http://en.wikipedia.org/wiki/ISO_8601"
                    .formatted(date)));
  }

  @Test
  void acceptsSignaturesOfFifteenMinutesEitherWay() {
    assertThat(verify(new TestSigner().date("20260911T114500Z").sign())).isEqualTo(VALID);
    assertThat(verify(new TestSigner().date("20260911T121500Z").sign())).isEqualTo(VALID);
  }

  @Test
  void refusesAnExpiredSignature() {
    assertThat(verify(new TestSigner().date("20260911T114459Z").sign()))
        .isEqualTo(
            new Refused(
                NOT_CURRENT,
                "Signature expired: 20260911T114459Z is now earlier than 20260911T114500Z"
                    + " (20260911T120000Z - 15 min.)"));
  }

  @Test
  void refusesASignatureOfTheFuture() {
    assertThat(verify(new TestSigner().date("20260911T121501Z").sign()))
        .isEqualTo(
            new Refused(
                NOT_CURRENT,
                "Signature not yet current: 20260911T121501Z is still later than 20260911T121500Z"
                    + " (20260911T120000Z + 15 min.)"));
  }

  @Test
  void keepsAPresignedRequestAsLongAsItSays() {
    SignedRequest presigned = new TestSigner().presign("3601");
    clock.advance(Duration.ofSeconds(3601));
    assertThat(verify(presigned)).isEqualTo(VALID);
    clock.advance(Duration.ofSeconds(1));
    assertThat(verify(presigned))
        .isEqualTo(
            new Refused(
                PRESIGNED_EXPIRED,
                "Signature expired: 20260911T120000Z is now earlier than 20260911T120001Z"
                    + " (20260911T130002Z - 3601 sec.)"));
  }

  @Test
  void keepsAPresignedRequestThatSaysNothingFifteenMinutes() {
    SignedRequest presigned = new TestSigner().presign("");
    clock.advance(Duration.ofMinutes(15));
    assertThat(verify(presigned)).isEqualTo(VALID);
    clock.advance(Duration.ofSeconds(1));
    assertThat(verify(presigned)).extracting("reason").isEqualTo(PRESIGNED_EXPIRED);
  }

  @Test
  void keepsAPresignedRequestAWeekAtMost() {
    SignedRequest presigned = new TestSigner().presign("604800");
    clock.advance(Duration.ofDays(7));
    assertThat(verify(presigned)).isEqualTo(VALID);
    clock.advance(Duration.ofSeconds(1));
    assertThat(verify(presigned)).extracting("reason").isEqualTo(PRESIGNED_EXPIRED);
  }

  @Test
  void refusesAPresignedRequestOfTheFutureHoweverLongItHolds() {
    assertThat(verify(new TestSigner().date("20260911T121500Z").presign("604800")))
        .isEqualTo(VALID);
    assertThat(verify(new TestSigner().date("20260911T121501Z").presign("604800")))
        .extracting("reason")
        .isEqualTo(NOT_CURRENT);
  }

  @Test
  void countsBothTimesOfVersion4AAlike() {
    Valid valid = TestSigners.valid("*", "sts");
    assertThat(verify(new TestSigner4A("*").date("20260911T114500Z").sign())).isEqualTo(valid);
    assertThat(verify(new TestSigner4A("*").date("20260911T114459Z").sign()))
        .extracting("reason")
        .isEqualTo(NOT_CURRENT);
    assertThat(verify(new TestSigner4A("*").date("20260911T114500Z").presign("899")))
        .extracting("reason")
        .isEqualTo(PRESIGNED_EXPIRED);
  }

  @Test
  void readsTheDateHeaderWhereThereIsNoOther() {
    assertThat(verify(new TestSigner().dateHeader("date").sign())).isEqualTo(VALID);
    assertThat(verify(new TestSigner().header("date", "19990101T000000Z").sign())).isEqualTo(VALID);
    assertThat(verify(new TestSigner().dateHeader("x-date").sign()))
        .extracting("reason")
        .isEqualTo(INCOMPLETE_SIGNATURE);
  }

  @ParameterizedTest
  @CsvSource({"x", "-1", "604801", "1.5", "99999999999999999999"})
  void refusesAnExpiryThatIsNone(String expires) {
    assertThat(verify(new TestSigner().presign(expires)))
        .extracting("reason")
        .isEqualTo(INCOMPLETE_SIGNATURE);
  }

  @Test
  void tellsWhenASignatureEnds() {
    Scope sts = new Scope.Service("sts");

    assertThat(SignatureEnd.of(new TestSigner().date("20260911T120000Z").sign(), sts))
        .contains(Instant.parse("2026-09-11T12:15:00Z"));
    assertThat(SignatureEnd.of(new TestSigner().date("yesterday").sign(), sts)).isEmpty();
  }
}
