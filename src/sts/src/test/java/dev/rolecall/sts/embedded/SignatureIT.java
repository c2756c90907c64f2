package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Signatures as they arrive at sts, and what it says of each that is wrong. */
class SignatureIT {
  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  private static EmbeddedSts sts;
  private static AwsSessionCredentials reporter;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
    reporter = Answers.credentials(sts.podIdentity(sts.agent(), sts.reporter(CREDENTIALS)));
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void acceptsATokenThatIsSignedAndOneThatIsAppended() throws Exception {
    assertKnown(signer().signedToken().request());
    assertKnown(signer().requestWithTokenAppended());
  }

  @Test
  void acceptsAnyRegion() throws Exception {
    assertKnown(signer().signedToken().scope("eu-central-2/sts/aws4_request").request());
  }

  @Test
  void sortsTheQueryByName() throws Exception {
    assertKnown(
        signer()
            .signedToken()
            .query(
                "b=2&Param-3=3&Param=2&a%2fb=%c3%a4&Param%7e=&e",
                "Param=2&Param-3=3&Param~=&a%2Fb=%C3%A4&b=2&e=")
            .body("Action=GetCallerIdentity&Version=2011-06-15")
            .request());
  }

  @Test
  void foldsSpacesAndRepeatedHeaders() throws Exception {
    assertKnown(
        signer()
            .signedToken()
            .header("My-Header", "  a   b    c  ")
            .header("my-header", "d")
            .header("MY-HEADER", "")
            .request());
  }

  @ParameterizedTest
  @ValueSource(longs = {-14, 14})
  void bearsAClockThatIsSomeMinutesOff(long minutes) throws Exception {
    assertKnown(signer().signedToken().at(off(minutes)).request());
  }

  @Test
  void saysHowMuchTooOldASignatureIs() throws Exception {
    assertThat(refusal(signer().signedToken().at(off(-16)).request()))
        .matches(
            "403 SignatureDoesNotMatch: Signature expired: \\d{8}T\\d{6}Z is now earlier than"
                + " \\d{8}T\\d{6}Z \\(\\d{8}T\\d{6}Z - 15 min\\.\\)");
  }

  @Test
  void saysHowMuchTooEarlyASignatureIs() throws Exception {
    assertThat(refusal(signer().signedToken().at(off(16)).request()))
        .matches(
            "403 SignatureDoesNotMatch: Signature not yet current: \\d{8}T\\d{6}Z is still later"
                + " than \\d{8}T\\d{6}Z \\(\\d{8}T\\d{6}Z \\+ 15 min\\.\\)");
  }

  @Test
  void hashesTheBodyItself() throws Exception {
    String other = "Action=GetAccessKeyInfo&Version=2011-06-15&AccessKeyId=ASIAAAAAAAAAAAAAAAAA";

    assertThat(refusal(signer().signedToken().sends(other).request()))
        .isEqualTo("403 SignatureDoesNotMatch: " + MISMATCH);
    assertThat(refusal(signer().signedToken().contentHash().sends(other).request()))
        .startsWith("403 SignatureDoesNotMatch: ");
    assertKnown(signer().signedToken().contentHash().request());
  }

  @Test
  void takesNoBodyUnsigned() throws Exception {
    for (String form :
        List.of(
            "UNSIGNED-PAYLOAD",
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER")) {
      assertThat(refusal(signer().signedToken().header("X-Amz-Content-Sha256", form).request()))
          .as(form)
          .startsWith("403 SignatureDoesNotMatch: ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Host: sts|Host: other",
        "Host: sts|Host: sts:443",
        "X-Amz-Date: 2|X-Amz-Date: 3",
        "POST / |POST /? |",
        "POST / |POST /?a=b |",
      })
  void refusesWhatIsOtherThanWasSigned(String was, String is) throws Exception {
    String changed = signer().signedToken().request().replaceFirst(was, is);

    if (changed.contains("/? ")) {
      assertKnown(changed);
    } else {
      assertThat(refusal(changed)).startsWith("403 SignatureDoesNotMatch: ");
    }
  }

  @Test
  void namesAllThatIsWrongWithTheScope() throws Exception {
    assertThat(refusal(signer().signedToken().scope("US/s3/aws5_request").request()))
        .isEqualTo(
            "403 SignatureDoesNotMatch: Credential should be scoped to a valid region, not 'US'."
                + " Credential should be scoped to correct service: 'sts'. Credential should be"
                + " scoped with a valid terminator: 'aws4_request', not 'aws5_request'.");
    assertThat(refusal(signer().signedToken().scope("us-east-1/aws4_request").request()))
        .startsWith(
            "400 IncompleteSignature: Credential must have exactly 5 slash-delimited elements,"
                + " e.g. keyid/date/region/service/term, got '"
                + reporter.accessKeyId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Basic dXNlcjpwYXNz|400 IncompleteSignature: Unsupported AWS 'algorithm': 'Basic'.",
        "AWS4-HMAC-SHA256 Credential|400 IncompleteSignature: 'Credential' not a valid key=value"
            + " pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256'.",
        "AWS4-HMAC-SHA256 Signature=a|400 IncompleteSignature: Authorization header requires"
            + " 'Credential' parameter. Authorization header requires 'SignedHeaders' parameter."
            + " Authorization=AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=a, Signature=a|400 IncompleteSignature: Authorization header"
            + " requires 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=x-amz-date, Signature=a|403"
            + " SignatureDoesNotMatch: 'Host' or ':authority' must be a 'SignedHeader' in the AWS"
            + " Authorization.",
      })
  void saysWhatAnAuthorizationLacks(String authorization, String expected) throws Exception {
    assertThat(refusal(signer().request(authorization))).isEqualTo(expected);
  }

  @Test
  void saysThatATimeIsNone() throws Exception {
    WireSigner signer = signer().signedToken().at("2026-09-11T12:00:00Z");

    assertThat(refusal(signer.request()))
        .isEqualTo(
            "400 IncompleteSignature: Date must be in ISO-8601 'basic format'. Got"
                + " '2026-09-11T12:00:00Z'. See http://en.wikipedia.org/wiki/ISO_8601");
  }

  @Test
  void saysWhatAPresignedUrlLacks() throws Exception {
    assertThat(
            refusal(
                get(
                    "/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=a")))
        .isEqualTo(
            "400 IncompleteSignature: AWS query-string parameters must include 'X-Amz-Credential'."
                + " AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS"
                + " query-string parameters must include 'X-Amz-Date'. Re-examine the query-string"
                + " parameters.");
  }

  @Test
  void refusesASignatureInHeaderAndQuery() throws Exception {
    String both =
        signer()
            .signedToken()
            .request()
            .replaceFirst("POST / ", "POST /?X-Amz-Algorithm=AWS4-HMAC-SHA256 ");

    assertThat(refusal(both)).startsWith("403 SignatureDoesNotMatch: ");
  }

  @Test
  void takesTheFirstOfSeveralAuthorizations() throws Exception {
    WireSigner signer = signer().signedToken();
    String good = "Authorization: " + signer.authorization();

    assertKnown(signer.request(List.of(good, "Authorization: nonsense")));
    assertThat(refusal(signer.request(List.of("Authorization: nonsense", good))))
        .startsWith("400 IncompleteSignature: ");
  }

  /** Quarkus refuses a target that is no URI itself, without a body; a form we read ourselves. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=%|400 MalformedQueryString: Incomplete trailing escape % sequence",
        "a=%zz|400 MalformedQueryString: Illegal hex character in escape % pattern: %zz",
      })
  void refusesBrokenEscapes(String parameters, String expected) throws Exception {
    assertThat(send(get("/?" + parameters))).startsWith("HTTP/1.1 400 ");
    assertThat(refusal(signer().signedToken().body(parameters).request())).startsWith(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/?a=%C0%AF|400 MalformedInput: A parameter is not UTF-8 text",
        "/?Action=GetCallerIdentity&Version=2011-06-15|403 MissingAuthenticationToken: Request is"
            + " missing Authentication Token",
      })
  void readsTheQueryBeforeItLooksForASignature(String target, String expected) throws Exception {
    assertThat(refusal(get(target))).startsWith(expected);
  }

  @Test
  void saysNothingOfParametersToWhoDidNotSign() throws Exception {
    assertThat(
            refusal(get("/?Action=AssumeRole&Version=2011-06-15&RoleArn=x&DurationSeconds=%2B12x")))
        .isEqualTo("403 MissingAuthenticationToken: Request is missing Authentication Token");
  }

  private static WireSigner signer() {
    return new WireSigner(reporter);
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: sts\r\n\r\n";
  }

  private static Instant off(long minutes) {
    return Instant.now().plus(Duration.ofMinutes(minutes));
  }

  private static void assertKnown(String request) throws IOException {
    assertThat(send(request))
        .startsWith("HTTP/1.1 200 ")
        .contains("<Account>111111111111</Account>");
  }

  /** {@code <status> <code>: <message>}. */
  private static String refusal(String request) throws IOException {
    String answer = send(request);
    return "%s %s: %s"
        .formatted(answer.split(" ", 3)[1], element(answer, "Code"), element(answer, "Message"));
  }

  private static String element(String answer, String name) {
    assertThat(answer).contains("<" + name + ">");
    return answer
        .split("<" + name + ">", 2)[1]
        .split("</" + name + ">", 2)[0]
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&amp;", "&");
  }

  private static String send(String request) throws IOException {
    try (RawClient client = RawClient.connect(sts.uri())) {
      return client.send(request).readAnswer();
    }
  }
}
