package dev.rolecall.sigv4;

import static dev.rolecall.sigv4.SignatureRefusal.HEADER_NOT_SIGNED;
import static dev.rolecall.sigv4.SignatureRefusal.INCOMPLETE_SIGNATURE;
import static dev.rolecall.sigv4.SignatureRefusal.SIGNATURE_DOES_NOT_MATCH;
import static dev.rolecall.sigv4.SignatureRefusal.WRONG_SCOPE;
import static dev.rolecall.sigv4.TestSigners.valid;
import static dev.rolecall.sigv4.TestSigners.verify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.TestSigner;
import dev.rolecall.fakes.TestSigner4A;
import dev.rolecall.sigv4.SignatureResult.Refused;
import dev.rolecall.sigv4.SignedRequest.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Signature Version 4A has of its own: the regions, the scope, the signature. */
class SignatureVersion4ATest {
  private static final Scope STS = new Scope.Service("sts");
  private static final Scope FRANKFURT = new Scope.Service("sts", Optional.of("eu-central-1"));

  @Test
  void acceptsASignatureInTheHeaderAndInTheQuery() {
    assertThat(verify(new TestSigner4A("*").body("a=b").sign(), STS)).isEqualTo(valid("*", "sts"));
    assertThat(verify(new TestSigner4A("*").presign("60"), STS)).isEqualTo(valid("*", "sts"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "eu-*", "us-east-1,eu-central-1"})
  void isGoodForTheRegionsItNames(String regions) {
    assertThat(verify(new TestSigner4A(regions).sign(), FRANKFURT))
        .isEqualTo(valid(regions, "sts"));
    assertThat(verify(new TestSigner4A(regions).presign("60"), FRANKFURT))
        .isEqualTo(valid(regions, "sts"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-*", "us-east-1", "eu-central", "eu-central-10"})
  void isGoodForNoOther(String regions) {
    for (SignedRequest request :
        List.of(new TestSigner4A(regions).sign(), new TestSigner4A(regions).presign("60"))) {
      assertThat(verify(request, FRANKFURT))
          .isEqualTo(
              new Refused(
                  WRONG_SCOPE,
                  "Credential should be scoped to a valid region, not '" + regions + "'."));
      assertThat(verify(request, STS)).isEqualTo(valid(regions, "sts"));
    }
  }

  @Test
  void takesAnAsteriskInTheScopeOfVersion4ForNoRegion() {
    SignedRequest request = new TestSigner().scope("20260911/*/sts/aws4_request").sign();
    assertThat(verify(request, STS)).extracting("reason").isEqualTo(WRONG_SCOPE);
  }

  @Test
  void wantsTheRegionsOfVersion4ToBeTheService() {
    assertThat(verify(new TestSigner().sign(), FRANKFURT))
        .isEqualTo(
            new Refused(
                WRONG_SCOPE, "Credential should be scoped to a valid region, not 'us-east-1'."));
  }

  @Test
  void wantsFourElementsInTheCredential() {
    SignedRequest request =
        new TestSigner4A("*").scope("20260911/us-east-1/sts/aws4_request").sign();
    assertThat(verify(request, STS))
        .isEqualTo(
            new Refused(
                INCOMPLETE_SIGNATURE,
                "Credential must have exactly 4 slash-delimited elements, e.g."
                    + " keyid/date/service/term, got"
                    + " 'ASIAIOSFODNN7EXAMPLE/20260911/us-east-1/sts/aws4_request'"));
  }

  @Test
  void namesAllThatIsWrongWithTheScope() {
    assertThat(verify(new TestSigner4A("US").scope("20260910/s3/aws5_request").sign(), STS))
        .isEqualTo(
            new Refused(
                WRONG_SCOPE,
                "Credential should be scoped to a valid region, not 'US'. Credential should be"
                    + " scoped to correct service: 'sts'. Credential should be scoped with a valid"
                    + " terminator: 'aws4_request', not 'aws5_request'. Date in Credential scope"
                    + " does not match YYYYMMDD from ISO-8601 version of date from HTTP:"
                    + " '20260910' != '20260911', from '20260911T120000Z'."));
  }

  @Test
  void wantsTheRegionsInTheHeaders() {
    assertThat(verify(without(new TestSigner4A("*").sign(), "X-AMZ-REGION-SET"), STS))
        .isEqualTo(
            new Refused(
                INCOMPLETE_SIGNATURE,
                "Authorization header requires existence of a 'X-Amz-Region-Set' header."
                    + " Authorization=AWS4-ECDSA-P256-SHA256"));
  }

  @Test
  void wantsTheRegionsInTheQuery() {
    SignedRequest request = new TestSigner4A("*").presign("60");
    SignedRequest changed =
        new SignedRequest(
            "POST",
            "/",
            request.query().replace("&X-Amz-Region-Set=%2A", ""),
            request.headers(),
            request.body());
    assertThat(verify(changed, STS))
        .isEqualTo(
            new Refused(
                INCOMPLETE_SIGNATURE,
                "AWS query-string parameters must include 'X-Amz-Region-Set'. Re-examine the"
                    + " query-string parameters."));
  }

  @Test
  void wantsTheRegionsSigned() {
    SignedRequest unsigned = without(new TestSigner4A("*").sign(), "AUTHORIZATION");
    SignedRequest request =
        TestSigners.withHeader(
            unsigned,
            new Header(
                "Authorization",
                "AWS4-ECDSA-P256-SHA256 Credential=%s/20260911/sts/aws4_request,"
                        .formatted(TestSigner.KEY_ID)
                    + " SignedHeaders=host;x-amz-date, Signature=3006020101020101"));
    assertThat(verify(request, STS)).extracting("reason").isEqualTo(HEADER_NOT_SIGNED);
  }

  @Test
  void readsSeveralLinesOfRegionsAsOneList() {
    SignedRequest request =
        TestSigners.withHeader(
            new TestSigner4A("us-east-1").sign(), new Header("X-Amz-Region-Set", "*"));
    // One line more than was signed: the list that counts is the one that is hashed.
    assertThat(verify(request, FRANKFURT)).extracting("reason").isEqualTo(SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void refusesTheOneAlgorithmsSignatureUnderTheOthersName() {
    SignedRequest symmetric = new TestSigner().header("x-amz-region-set", "*").sign();
    SignedRequest asymmetric = new TestSigner4A("*").sign();
    assertThat(verify(renamed(symmetric, "HMAC-SHA256", "ECDSA-P256-SHA256"), STS))
        .isInstanceOf(Refused.class);
    assertThat(verify(renamed(asymmetric, "ECDSA-P256-SHA256", "HMAC-SHA256"), STS))
        .isInstanceOf(Refused.class);
    assertThat(verify(symmetric, STS)).isEqualTo(valid("us-east-1", "sts"));
  }

  @Test
  void acceptsATokenSignedInTheQueryOrAppended() {
    SignedRequest signed = new TestSigner4A("*").presign("60", "&X-Amz-Security-Token=t");
    SignedRequest plain = new TestSigner4A("*").presign("60");
    SignedRequest appended =
        new SignedRequest(
            "POST", "/", plain.query() + "&X-Amz-Security-Token=t", plain.headers(), plain.body());
    assertThat(verify(signed, STS)).isEqualTo(valid("*", "sts"));
    assertThat(verify(appended, STS)).isEqualTo(valid("*", "sts"));
  }

  private static SignedRequest without(SignedRequest request, String header) {
    return TestSigners.withHeaders(
        request,
        request.headers().stream().filter(line -> !line.name().equalsIgnoreCase(header)).toList());
  }

  private static SignedRequest renamed(SignedRequest request, String algorithm, String other) {
    List<Header> headers = new ArrayList<>(request.headers());
    headers.replaceAll(line ->
        new Header(line.name(), line.value().replace("AWS4-" + algorithm, "AWS4-" + other)));
    return TestSigners.withHeaders(request, headers);
  }
}
