package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.TestSigner;
import dev.rolecall.fakes.TestSigner4A;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** A store that speaks S3 has uploads decided: whose body it hands over, and whose it keeps. */
class AuthorizePayloadIT {
  private static final String CONTENT = "0123456789abcdef".repeat(20_000);
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static EmbeddedSts sts;
  private static AwsSessionCredentials reporter;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
    reporter =
        Answers.credentials(sts.podIdentity(sts.agent(), sts.reporter("pods.eks.amazonaws.com")));
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void verifiesABodyThatIsHandedOver() throws Exception {
    SdkUpload upload = SdkUpload.sign(reporter, "hello", signing -> {});
    Map<String, Object> request = upload.asked();
    request.put(
        "body", Base64.getEncoder().encodeToString("hello".getBytes(StandardCharsets.UTF_8)));
    assertThat(Answers.text(payload(decide(request)), "form")).isEqualTo("whole");

    request.put(
        "body", Base64.getEncoder().encodeToString("hullo".getBytes(StandardCharsets.UTF_8)));
    assertThat(errorCode(decide(request))).isEqualTo("XAmzContentSHA256Mismatch");
  }

  @Test
  void tellsTheHashOfABodyThatTheStoreKeeps() throws Exception {
    SdkUpload upload = SdkUpload.sign(reporter, CONTENT, signing -> {});
    Map<String, Object> request = upload.asked();
    request.put("payload", List.of("hashed"));

    JsonObject payload = payload(decide(request));
    assertThat(Answers.text(payload, "form")).isEqualTo("hashed");
    assertThat(Answers.text(payload, "sha256"))
        .isEqualTo(TestSigner.hash(CONTENT.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void tellsThatABodyIsNotSignedToWhomThatIsEnough() throws Exception {
    SdkUpload upload =
        SdkUpload.sign(
            reporter,
            CONTENT,
            signing -> signing.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false));
    assertThat(upload.header("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    Map<String, Object> request = upload.asked();
    assertThat(errorCode(decide(request))).isEqualTo("AccessDenied");

    request.put("payload", List.of("hashed", "chunked"));
    assertThat(errorCode(decide(request))).isEqualTo("AccessDenied");

    request.put("payload", List.of("unsigned"));
    assertThat(Answers.text(payload(decide(request)), "form")).isEqualTo("unsigned");
  }

  @Test
  void verifiesTheSignaturesOfChunks() throws Exception {
    SdkUpload upload =
        SdkUpload.sign(
            reporter,
            CONTENT,
            signing -> signing.putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true));
    assertThat(upload.header("x-amz-content-sha256"))
        .isEqualTo("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    Map<String, Object> before = upload.asked();
    before.put("payload", List.of("chunked"));
    Map<String, Object> after = upload.asked();
    after.put("chunks", upload.chunks());

    assertThat(payload(decide(before)).get("complete")).map(this::bool).contains(false);
    assertThat(payload(decide(after)).get("complete")).map(this::bool).contains(true);
  }

  @Test
  void verifiesTheSignaturesOfChunksAndTrailer() throws Exception {
    SdkUpload upload =
        SdkUpload.sign(
            reporter,
            CONTENT,
            signing ->
                signing
                    .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
                    .putProperty(
                        AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.SHA256));
    assertThat(upload.header("x-amz-content-sha256"))
        .isEqualTo("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
    Map<String, Object> chunks = upload.chunks();
    Map<String, Object> request = upload.asked();
    request.put("chunks", chunks);
    assertThat(payload(decide(request)).get("complete")).map(this::bool).contains(true);

    chunks.remove("trailer");
    assertThat(payload(decide(request)).get("complete")).map(this::bool).contains(false);

    chunks.put("signed", List.of(Map.of("sha256", "0".repeat(64), "signature", "0".repeat(64))));
    assertThat(errorCode(decide(request))).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void takesAPresignedUpload() throws Exception {
    SdkUpload upload =
        SdkUpload.sign(
            reporter,
            CONTENT,
            signing ->
                signing
                    .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofHours(1))
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false));
    Map<String, Object> request = upload.asked();
    request.put("payload", List.of("unsigned"));
    assertThat(Answers.text(payload(decide(request)), "form")).isEqualTo("unsigned");
  }

  @Test
  void takesSignaturesOfVersion4AForTheRegionsThatTheyName() throws Exception {
    SignedRequest signed = sign4A("s3", "eu-*");
    Map<String, Object> request = asked(signed);

    assertThat(Answers.text(decide(request, "eu-central-1"), "decision")).isEqualTo("Allow");
    assertThat(errorCode(decide(request, "us-east-1"))).isEqualTo("AuthorizationHeaderMalformed");
  }

  @Test
  void takesSignaturesOfVersion4AForStsItself() throws Exception {
    SignedRequest signed = sign4A("sts", "*");
    List<String> headers =
        new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
    signed.headers().stream()
        .filter(header -> !header.name().equals("HOST"))
        .forEach(header -> headers.addAll(List.of(header.name(), header.value())));

    HttpResponse<String> answer =
        sts.post(
            "/", "Action=GetCallerIdentity&Version=2011-06-15", headers.toArray(String[]::new));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Answers.element(answer, "Account")).isEqualTo("111111111111");
  }

  private static SignedRequest sign4A(String service, String regions) {
    String now = BASIC.format(Instant.now());
    return new TestSigner4A(reporter.accessKeyId(), reporter.secretAccessKey(), regions)
        .date(now)
        .scope(now.substring(0, 8) + "/" + service + "/aws4_request")
        .header("host", sts.uri().getAuthority())
        .header("x-amz-security-token", reporter.sessionToken())
        .body(service.equals("sts") ? "Action=GetCallerIdentity&Version=2011-06-15" : "")
        .sign();
  }

  private static Map<String, Object> asked(SignedRequest signed) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", signed.method());
    request.put("path", signed.path());
    request.put(
        "headers",
        signed.headers().stream()
            .map(header -> Map.of("name", header.name(), "value", header.value()))
            .toList());
    return request;
  }

  private static JsonObject decide(Map<String, Object> request) throws Exception {
    return decide(request, "us-east-1");
  }

  private static JsonObject decide(Map<String, Object> request, String region) throws Exception {
    Map<String, Object> question =
        Map.of(
            "request", request,
            "service", "s3",
            "region", region,
            "action", "s3:PutObject",
            "resource", "arn:aws:s3:::acme-reports/a",
            "resourceAccount", "111111111111");
    HttpResponse<String> answer = sts.authorize(sts.store(), Json.write(question));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return (JsonObject) Json.parse(answer.body());
  }

  private static JsonObject payload(JsonObject answer) {
    return (JsonObject) answer.get("payload").orElseThrow(() -> new AssertionError(answer));
  }

  private static String errorCode(JsonObject answer) {
    assertThat(Answers.text(answer, "decision")).isEqualTo("Deny");
    return Answers.text((JsonObject) answer.get("error").orElseThrow(), "code");
  }

  private boolean bool(Object value) {
    return ((JsonBoolean) value).value();
  }
}
