package dev.rolecall.sigv4;

import static dev.rolecall.sigv4.SignatureRefusal.BODY_DIFFERS;
import static dev.rolecall.sigv4.SignatureRefusal.PAYLOAD_NOT_ACCEPTED;
import static dev.rolecall.sigv4.SignatureRefusal.SIGNATURE_DOES_NOT_MATCH;
import static dev.rolecall.sigv4.TestSigners.verify;
import static dev.rolecall.sigv4.TestSigners.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.TestSigner;
import dev.rolecall.fakes.TestSigner4A;
import dev.rolecall.sigv4.RequestBody.Elsewhere;
import dev.rolecall.sigv4.SignatureResult.Refused;
import dev.rolecall.sigv4.SignatureResult.Valid;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature says of the body, by what the request states and who has the body. */
class PayloadFormsTest {
  private static final Scope S3 = new Scope.Service("s3");
  private static final Elsewhere ANY_FORM = new Elsewhere(EnumSet.allOf(PayloadForm.class));
  private static final String EMPTY = TestSigner.hash(new byte[0]);

  private static TestSigner s3() {
    return new TestSigner().method("PUT").scope("20260911/us-east-1/s3/aws4_request");
  }

  private static TestSigner s3OfVersion4A() {
    return new TestSigner4A("*").method("PUT").scope("20260911/s3/aws4_request");
  }

  private static SignedPayload payload(SignatureResult result) {
    return ((Valid) result).payload();
  }

  @Test
  void recomputesTheHashOfABodyThatIsHandedOver() {
    SignedRequest request = s3().body("a").stated(TestSigner.hash(TestSigner.bytes("a"))).sign();
    assertThat(payload(verify(request, S3))).isEqualTo(new SignedPayload.Whole());
    assertThat(verify(withBody(request, new RequestBody.Whole(TestSigner.bytes("b"))), S3))
        .isEqualTo(new Refused(BODY_DIFFERS, SignatureVerifier.MISMATCH));
  }

  @Test
  void believesTheBodyAndNotItsStatedHash() {
    assertThat(verify(s3().body("a").stated("abc").sign(), S3))
        .extracting("reason")
        .isEqualTo(SIGNATURE_DOES_NOT_MATCH);
    // What is stated and not signed changes nothing.
    SignedRequest request = s3().body("a").header("x-amz-content-sha256", "abc").sign();
    assertThat(payload(verify(request, S3))).isEqualTo(new SignedPayload.Whole());
  }

  @Test
  void saysWhichHashABodyElsewhereMustHave() {
    String hash = TestSigner.hash(TestSigner.bytes("a"));
    SignedRequest request = withBody(s3().stated(hash).sign(), ANY_FORM);
    assertThat(payload(verify(request, S3))).isEqualTo(new SignedPayload.Hashed(hash));
    assertThat(payload(verify(withBody(s3().sign(), ANY_FORM), S3)))
        .isEqualTo(new SignedPayload.Hashed(EMPTY));
  }

  @ParameterizedTest
  @CsvSource({
    "UNSIGNED-PAYLOAD, UNSIGNED",
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER, UNSIGNED",
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, CHUNKED",
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, CHUNKED",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, HASHED",
  })
  void takesEachFormFromWhoDealsWithItOnly(String stated, PayloadForm form) {
    SignedRequest request = s3().stated(stated).sign();
    Set<PayloadForm> others = EnumSet.complementOf(EnumSet.of(form));

    assertThat(verify(withBody(request, new Elsewhere(Set.of(form))), S3))
        .isInstanceOf(Valid.class);
    assertThat(verify(withBody(request, new Elsewhere(others)), S3))
        .isEqualTo(
            new Refused(
                PAYLOAD_NOT_ACCEPTED,
                "The signature does not cover the payload in a way that is accepted here: "
                    + stated));
    assertThat(verify(withBody(request, new Elsewhere(Set.of())), S3)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNSIGNED-PAYLOAD",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
      })
  void takesNoFormForABodyThatIsHandedOver(String stated) {
    for (String service : List.of("s3", "sts")) {
      SignedRequest request =
          new TestSigner()
              .scope("20260911/us-east-1/" + service + "/aws4_request")
              .stated(stated)
              .sign();
      assertThat(verify(request, new Scope.Service(service)))
          .extracting("reason")
          .isEqualTo(PAYLOAD_NOT_ACCEPTED);
      assertThat(verify(request, new Scope.Any(Optional.empty())))
          .extracting("reason")
          .isEqualTo(PAYLOAD_NOT_ACCEPTED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER"
      })
  void knowsTheFormsOfVersion4A(String stated) {
    SignedRequest request = withBody(s3OfVersion4A().stated(stated).sign(), ANY_FORM);
    assertThat(payload(verify(request, S3)))
        .isInstanceOfSatisfying(
            SignedPayload.Chunked.class, chunked -> assertThat(chunked.complete()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-EVENTS",
        "STREAMING-",
        "unsigned-payload",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "abc",
      })
  void refusesFormsThatItDoesNotKnow(String stated) {
    assertThat(verify(withBody(s3().stated(stated).sign(), ANY_FORM), S3))
        .extracting("reason", "detail")
        .containsExactly(
            SIGNATURE_DOES_NOT_MATCH,
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING form of the signature's"
                + " algorithm, or a SHA-256 as 64 lower-case hex digits");
  }

  @Test
  void refusesTheSymmetricFormInVersion4A() {
    SignedRequest request = s3OfVersion4A().stated("STREAMING-AWS4-HMAC-SHA256-PAYLOAD").sign();
    assertThat(verify(withBody(request, ANY_FORM), S3))
        .extracting("reason")
        .isEqualTo(SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @EnumSource(PayloadForm.class)
  void refusesAFormThatWasNotSigned(PayloadForm form) {
    String hash = TestSigner.hash(TestSigner.bytes("a"));
    SignedRequest signed = s3().body("a").sign();
    String stated =
        switch (form) {
          case HASHED -> EMPTY;
          case CHUNKED -> "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
          case UNSIGNED -> "UNSIGNED-PAYLOAD";
        };
    assertThat(payload(verify(withBody(added(signed, hash), ANY_FORM), S3)))
        .isEqualTo(new SignedPayload.Hashed(hash));
    assertThat(verify(withBody(added(signed, stated), ANY_FORM), S3))
        .extracting("reason")
        .isEqualTo(SIGNATURE_DOES_NOT_MATCH);
  }

  private static SignedRequest added(SignedRequest request, String stated) {
    return TestSigners.withHeader(
        request, new SignedRequest.Header("x-amz-content-sha256", stated));
  }

  @Test
  void leavesThePayloadOfPresignedRequestsUnsignedForS3() {
    SignedRequest unsigned = s3().payload("UNSIGNED-PAYLOAD").presign("60");
    SignedRequest hashed = s3().presign("60");

    assertThat(payload(verify(withBody(unsigned, ANY_FORM), S3)))
        .isEqualTo(new SignedPayload.Unsigned());
    assertThat(payload(verify(withBody(hashed, ANY_FORM), S3)))
        .isEqualTo(new SignedPayload.Hashed(EMPTY));
    assertThat(payload(verify(hashed, S3))).isEqualTo(new SignedPayload.Whole());
    assertThat(verify(unsigned, S3)).extracting("reason").isEqualTo(PAYLOAD_NOT_ACCEPTED);
    assertThat(
            verify(
                withBody(unsigned, ANY_FORM),
                new Scope.Service("s3", Optional.empty(), Canonicalization.STANDARD)))
        .extracting("reason")
        .isEqualTo(SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void readsTheFormOfPresignedRequestsFromTheQuery() {
    String hash = TestSigner.hash(TestSigner.bytes("a"));
    SignedRequest unsigned = s3().statedInTheQuery("UNSIGNED-PAYLOAD").presign("60");
    SignedRequest hashed = s3().statedInTheQuery(hash).presign("60");

    assertThat(payload(verify(withBody(unsigned, ANY_FORM), S3)))
        .isEqualTo(new SignedPayload.Unsigned());
    assertThat(payload(verify(withBody(hashed, ANY_FORM), S3)))
        .isEqualTo(new SignedPayload.Hashed(hash));
    assertThat(verify(hashed, S3)).extracting("reason").isEqualTo(BODY_DIFFERS);
  }

  @ParameterizedTest
  @CsvSource({
    "s3, S3",
    "s3express, S3",
    "s3-outposts, S3",
    "s3-object-lambda, S3",
    "sts, STANDARD",
    "iam, STANDARD",
    "S3, STANDARD",
    "s3tables, STANDARD",
  })
  void knowsWhoSignsAsS3(String service, Canonicalization form) {
    assertThat(Canonicalization.of(service)).isEqualTo(form);
  }
}
