package dev.rolecall.sigv4;

import static dev.rolecall.sigv4.SignatureRefusal.EXPIRED_TOKEN;
import static dev.rolecall.sigv4.SignatureRefusal.HEADER_NOT_SIGNED;
import static dev.rolecall.sigv4.SignatureRefusal.INCOMPLETE_SIGNATURE;
import static dev.rolecall.sigv4.SignatureRefusal.INVALID_CLIENT_TOKEN_ID;
import static dev.rolecall.sigv4.SignatureRefusal.INVALID_URI_PATH;
import static dev.rolecall.sigv4.SignatureRefusal.MALFORMED_QUERY_STRING;
import static dev.rolecall.sigv4.SignatureRefusal.MISSING_AUTHENTICATION_TOKEN;
import static dev.rolecall.sigv4.SignatureRefusal.SIGNATURE_DOES_NOT_MATCH;
import static dev.rolecall.sigv4.SignatureRefusal.WRONG_SCOPE;
import static dev.rolecall.sigv4.TestSigners.withHeader;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.fakes.TestSigner;
import dev.rolecall.identity.Secret;
import dev.rolecall.sigv4.SignatureResult.Refused;
import dev.rolecall.sigv4.SignatureResult.Valid;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sigv4.key.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of the checks and AWS's words for what they find. */
class SignatureVerifierTest {
  private static final Valid VALID = TestSigners.valid("us-east-1", "sts");
  private static final Refused MISMATCH =
      new Refused(
          SIGNATURE_DOES_NOT_MATCH,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
  private static final String SCOPED = TestSigner.KEY_ID + "/20260911/us-east-1/sts/aws4_request";

  private final MovableClock clock = MovableClock.at("2026-09-11T12:00:00Z");

  private SignatureResult verify(SignedRequest request) {
    return verify(request, new Scope.Service("sts"));
  }

  private SignatureResult verify(SignedRequest request, Scope scope) {
    return new SignatureVerifier(clock).verify(request, scope, TestSigners.LOOKUP);
  }

  /** A request with nothing but this Authorization. */
  private static SignedRequest authorized(String authorization, Header... more) {
    List<Header> headers = new ArrayList<>(List.of(more));
    headers.add(new Header("Authorization", authorization));
    return new SignedRequest("POST", "/", "", headers, new byte[0]);
  }

  private static SignedRequest queried(String query) {
    return new SignedRequest("GET", "/", query, List.of(new Header("Host", "h")), new byte[0]);
  }

  @Test
  void acceptsASignatureInTheHeader() {
    assertThat(verify(new TestSigner().body("Action=GetCallerIdentity").sign())).isEqualTo(VALID);
  }

  @Test
  void acceptsASignatureInTheQuery() {
    assertThat(verify(new TestSigner().presign("60"))).isEqualTo(VALID);
  }

  @Test
  void wantsAuthenticationAtAll() {
    assertThat(verify(queried("Action=GetCallerIdentity")))
        .isEqualTo(
            new Refused(MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token"));
  }

  @Test
  void refusesTwoSignatures() {
    SignedRequest presigned = new TestSigner().presign("60");
    assertThat(verify(withHeader(presigned, new Header("Authorization", "Basic x"))))
        .extracting("reason")
        .isEqualTo(SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a=%|Incomplete trailing escape % sequence",
        "a=%4|Incomplete trailing escape % sequence",
        "a=%zz|Illegal hex character in escape % pattern: %zz",
        "%-1=a|Illegal hex character in escape % pattern: %-1",
      })
  void refusesBrokenEscapesInTheQueryBeforeAllElse(String query, String message) {
    assertThat(verify(queried(query))).isEqualTo(new Refused(MALFORMED_QUERY_STRING, message));
  }

  @Test
  void refusesBrokenEscapesInThePath() {
    assertThat(verify(new TestSigner().path("/a%2", "/a%252").sign()))
        .isEqualTo(new Refused(INVALID_URI_PATH, "Incomplete trailing escape % sequence"));
  }

  @Test
  void refusesAPathThatClimbsAboveItsRoot() {
    assertThat(verify(new TestSigner().path("/a/../../b", "/b").sign()))
        .extracting("reason")
        .isEqualTo(INVALID_URI_PATH);
  }

  @ParameterizedTest
  @CsvSource({
    "Basic dXNlcjpwYXNz, Unsupported AWS 'algorithm': 'Basic'.",
    "AWS4-HMAC-SHA512 a=b, Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512'.",
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.x, Unsupported AWS 'algorithm': '...'.",
  })
  void refusesOtherAlgorithmsWithoutRepeatingATokenSentBare(String header, String message) {
    assertThat(verify(authorized(header))).isEqualTo(new Refused(INCOMPLETE_SIGNATURE, message));
  }

  @Test
  void namesAPartWithoutEqualSign() {
    assertThat(verify(authorized("AWS4-HMAC-SHA256 Credential, Signature=x")))
        .isEqualTo(
            new Refused(
                INCOMPLETE_SIGNATURE,
                "'Credential' not a valid key=value pair (missing equal-sign) in Authorization"
                    + " header: 'AWS4-HMAC-SHA256'."));
  }

  @Test
  void namesAllThatTheHeaderLacks() {
    assertThat(verify(authorized("AWS4-HMAC-SHA256 Signature=abc")))
        .isEqualTo(
            new Refused(
                INCOMPLETE_SIGNATURE,
                "Authorization header requires 'Credential' parameter. Authorization header"
                    + " requires 'SignedHeaders' parameter. Authorization header requires existence"
                    + " of either a 'X-Amz-Date' or a 'Date' header."
                    + " Authorization=AWS4-HMAC-SHA256"));
  }

  @Test
  void namesAllThatTheQueryLacks() {
    assertThat(verify(queried("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=a")))
        .isEqualTo(
            new Refused(
                INCOMPLETE_SIGNATURE,
                "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string"
                    + " parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters"
                    + " must include 'X-Amz-Date'. Re-examine the query-string parameters."));
  }

  @Test
  void takesTheLastOfDuplicateParametersInTheHeader() {
    SignedRequest request = new TestSigner().sign();
    Header authorization = request.headers().getLast();
    List<Header> headers = new ArrayList<>(request.headers());
    headers.set(
        headers.size() - 1,
        new Header(
            "authorization",
            authorization.value().replace("SHA256 ", "SHA256 Signature=0, Credential=x,, ")));
    assertThat(verify(new SignedRequest("POST", "/", "", headers, new byte[0]))).isEqualTo(VALID);
  }

  @Test
  void takesTheFirstOfSeveralAuthorizations() {
    SignedRequest request = new TestSigner().sign();
    assertThat(verify(withHeader(request, new Header("Authorization", "Bearer x"))))
        .isEqualTo(VALID);
  }

  @Test
  void takesTheFirstOfDuplicateParametersInTheQuery() {
    SignedRequest request = new TestSigner().presign("60");
    SignedRequest twice =
        new SignedRequest(
            "POST", "/", request.query() + "&X-Amz-Signature=0", request.headers(), new byte[0]);
    assertThat(verify(twice)).isEqualTo(VALID);
  }

  @Test
  void wantsTheHostSigned() {
    Header date = new Header("X-Amz-Date", "20260911T120000Z");
    assertThat(
            verify(
                authorized(
                    "AWS4-HMAC-SHA256 Credential=x, SignedHeaders=x-amz-date, Signature=x", date)))
        .isEqualTo(
            new Refused(
                HEADER_NOT_SIGNED,
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."));
  }

  @Test
  void wantsEveryAmzHeaderSigned() {
    SignedRequest request = new TestSigner().sign();
    assertThat(verify(withHeader(request, new Header("X-Amz-Target", "DeleteAll"))))
        .isEqualTo(
            new Refused(
                HEADER_NOT_SIGNED,
                "There were headers present in the request which were not signed: x-amz-target"));
  }

  @Test
  void acceptsASecurityTokenAddedAfterSigning() {
    SignedRequest request = new TestSigner().sign();
    assertThat(verify(withHeader(request, new Header("X-Amz-Security-Token", "t"))))
        .isEqualTo(VALID);
  }

  @Test
  void refusesASignedHeaderThatIsAbsent() {
    SignedRequest request = new TestSigner().header("x-empty", "").sign();
    List<Header> headers =
        request.headers().stream().filter(line -> !line.name().equals("X-EMPTY")).toList();
    assertThat(verify(request)).isEqualTo(VALID);
    assertThat(verify(new SignedRequest("POST", "/", "", headers, new byte[0])))
        .isEqualTo(MISMATCH);
  }

  @Test
  void wantsFiveElementsInTheCredential() {
    assertThat(verify(new TestSigner().scope("20260911/us-east-1/aws4_request").sign()))
        .isEqualTo(
            new Refused(
                INCOMPLETE_SIGNATURE,
                "Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got"
                    + " 'ASIAIOSFODNN7EXAMPLE/20260911/us-east-1/aws4_request'"));
  }

  @Test
  void namesAllThatIsWrongWithTheScope() {
    assertThat(verify(new TestSigner().scope("20260910/US/s3/aws5_request").sign()))
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
  void acceptsAnyServiceWhereAskedTo() {
    SignedRequest request = new TestSigner().scope("20260911/eu-west-1/sqs/aws4_request").sign();
    assertThat(verify(request, new Scope.Any(Optional.empty())))
        .isEqualTo(TestSigners.valid("eu-west-1", "sqs"));
  }

  @Test
  void saysThatAKeyIsUnknownOrItsSessionOver() {
    SignatureVerifier verifier = new SignatureVerifier(clock);
    SignedRequest request = new TestSigner().sign();
    Scope sts = new Scope.Service("sts");
    assertThat(verifier.verify(request, sts, (key, token) -> new CredentialLookup.Answer.Unknown()))
        .isEqualTo(
            new Refused(
                INVALID_CLIENT_TOKEN_ID, "The security token included in the request is invalid."));
    assertThat(
            verifier.verify(
                request,
                sts,
                (key, token) -> new CredentialLookup.Answer.Expired(TestSigners.KEYS)))
        .isEqualTo(
            new Refused(EXPIRED_TOKEN, "The security token included in the request is expired"));
  }

  @Test
  void tellsNobodyElseThatASessionIsOver() {
    SignatureResult result =
        new SignatureVerifier(clock)
            .verify(
                new TestSigner().sign(),
                new Scope.Service("sts"),
                (key, token) ->
                    new CredentialLookup.Answer.Expired(new SigningKeys(key, new Secret(""))));
    assertThat(result)
        .isEqualTo(
            new Refused(
                INVALID_CLIENT_TOKEN_ID, "The security token included in the request is invalid."));
  }

  @Test
  void refusesAnotherSecret() {
    SignatureResult result =
        new SignatureVerifier(clock)
            .verify(
                new TestSigner().sign(),
                new Scope.Service("sts"),
                (key, token) ->
                    new CredentialLookup.Answer.Known(new SigningKeys(key, new Secret(""))));
    assertThat(result).isEqualTo(MISMATCH);
  }

  @Test
  void encodesAPathTwiceButForS3Once() {
    SignedRequest twice = new TestSigner().path("/a%20b//c", "/a%2520b/c").sign();
    assertThat(verify(twice)).isEqualTo(VALID);
    SignedRequest once =
        new TestSigner()
            .scope("20260911/us-east-1/s3/aws4_request")
            .path("/a%20b//../c", "/a%20b//../c")
            .sign();
    assertThat(verify(once, new Scope.Service("s3"))).isInstanceOf(Valid.class);
  }

  @Test
  void sortsParametersOfTheSameNameByTheirEncodedValue() {
    assertThat(verify(new TestSigner().query("b=1&a=~&a=/&a=", "a=&a=%2F&a=~&b=1").sign()))
        .isEqualTo(VALID);
  }

  @Test
  void readsAPlusInTheQueryAsASpace() {
    assertThat(verify(new TestSigner().query("a=b+c", "a=b%20c").sign())).isEqualTo(VALID);
    assertThat(verify(new TestSigner().query("a=b+c", "a=b%2Bc").sign())).isEqualTo(MISMATCH);
  }

  @Test
  void acceptsTheAuthorityOfHttp2InPlaceOfTheHost() {
    SignedRequest request = new TestSigner().sign();
    List<Header> headers =
        request.headers().stream()
            .map(line -> line.name().equals("HOST") ? new Header(":authority", line.value()) : line)
            .toList();
    assertThat(verify(new SignedRequest("POST", "/", "", headers, new byte[0]))).isEqualTo(VALID);
  }

  @Test
  void refusesAHostAndAnAuthorityThatDiffer() {
    SignedRequest request = new TestSigner().sign();
    assertThat(verify(withHeader(request, new Header(":authority", "sts.example"))))
        .isEqualTo(VALID);
    assertThat(verify(withHeader(request, new Header(":authority", "evil.example"))))
        .isEqualTo(new Refused(HEADER_NOT_SIGNED, "'Host' and ':authority' differ."));
  }

  @Test
  void refusesMoreThanAClientSends() {
    SignedRequest request = new TestSigner().sign();
    assertThat(verify(withHeader(request, new Header("X-Large", "x".repeat(63 * 1024)))))
        .isEqualTo(VALID);
    assertThat(verify(withHeader(request, new Header("X-Large", "x".repeat(64 * 1024)))))
        .extracting("reason")
        .isEqualTo(SignatureRefusal.REQUEST_TOO_LARGE);
    assertThat(verify(queried("a".repeat(64 * 1024))))
        .extracting("reason")
        .isEqualTo(SignatureRefusal.REQUEST_TOO_LARGE);
  }

  @Test
  void refusesASignatureInUpperCase() {
    SignedRequest request = new TestSigner().sign();
    Header authorization = request.headers().getLast();
    int signature = authorization.value().indexOf("Signature=") + "Signature=".length();
    List<Header> headers = new ArrayList<>(request.headers());
    headers.set(
        headers.size() - 1,
        new Header(
            "Authorization",
            authorization.value().substring(0, signature)
                + authorization.value().substring(signature).toUpperCase(Locale.ROOT)));
    assertThat(verify(TestSigners.withHeaders(request, headers))).isEqualTo(MISMATCH);
  }

  @Test
  void showsNothingSecretInWords() {
    SignedRequest request =
        new SignedRequest(
            "POST", "/", "X-Amz-Security-Token=t", List.of(), "b".getBytes(StandardCharsets.UTF_8));
    assertThat(request.toString()).isEqualTo("POST /");
  }
}
