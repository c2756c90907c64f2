package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class CallerIdentityIT {
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
  void saysWhoSigned() {
    GetCallerIdentityResponse answer = whoami(reporter);

    assertThat(answer.account()).isEqualTo("111111111111");
    assertThat(answer.arn())
        .startsWith("arn:aws:sts::111111111111:assumed-role/Reports/eks-rolecall-reporter-0-");
    assertThat(answer.userId()).matches("AROA[A-Z2-7]{17}:eks-rolecall-reporter-0-.*");
  }

  @Test
  void takesAPresignedUrl() throws Exception {
    SdkHttpRequest signed = presigned("/?Action=GetCallerIdentity&Version=2011-06-15");

    HttpResponse<String> answer = sts.get("/?" + signed.encodedQueryParameters().orElseThrow());

    assertThat(Answers.element(answer, "Account")).isEqualTo("111111111111");
  }

  /** As EKS's authenticator does with the URL in the token that kubectl sends. */
  @Test
  void takesTheTokenOfAnEksClusterForThatClusterOnly(@TempDir Path folder) throws Exception {
    String prefix = "k8s-aws-v1.";
    JsonObject status =
        (JsonObject)
            AwsCli.eksToken(sts, folder, reporter, "production").get("status").orElseThrow();
    String token = Answers.text(status, "token");
    assertThat(token).startsWith(prefix);
    URI url =
        URI.create(
            new String(
                Base64.getUrlDecoder().decode(token.substring(prefix.length())),
                StandardCharsets.UTF_8));
    assertThat(url.getQuery()).contains("x-k8s-aws-id", "Action=GetCallerIdentity");

    String answer = fetched(url, "x-k8s-aws-id: production\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains(":assumed-role/Reports/");
    for (String headers : List.of("", "x-k8s-aws-id: staging\r\n")) {
      assertThat(fetched(url, headers))
          .startsWith("HTTP/1.1 403 ")
          .contains("<Code>SignatureDoesNotMatch</Code>");
    }
  }

  /**
   * Under the host that was signed: a CLI that does not know {@code AWS_ENDPOINT_URL_STS} signs for
   * AWS's own.
   */
  private static String fetched(URI url, String headers) throws Exception {
    try (RawClient client = RawClient.connect(sts.uri())) {
      return client
          .send(
              "GET /?%s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                  .formatted(url.getRawQuery(), url.getRawAuthority(), headers))
          .readAnswer();
    }
  }

  @Test
  void servesNothingElseByAUrlThatWasSignedForIt() throws Exception {
    SdkHttpRequest signed = presigned("/?Action=GetCallerIdentity&Version=2011-06-15");
    String query = signed.encodedQueryParameters().orElseThrow();

    HttpResponse<String> other =
        sts.get("/?" + query.replace("GetCallerIdentity", "GetAccessKeyInfo"));

    assertThat(Answers.element(other, "Code")).isEqualTo("SignatureDoesNotMatch");
  }

  private static SdkHttpRequest presigned(String path) {
    return AwsV4HttpSigner.create()
        .sign(signing ->
            signing
                .identity(reporter)
                .request(
                    SdkHttpRequest.builder()
                        .method(SdkHttpMethod.GET)
                        .uri(sts.uri().resolve(path))
                        .build())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1)))
        .request();
  }

  @Test
  void refusesWhoeverDoesNotSign() throws Exception {
    HttpResponse<String> answer = sts.query("Action=GetCallerIdentity&Version=2011-06-15");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Answers.element(answer, "Code")).isEqualTo("MissingAuthenticationToken");
    assertThat(Answers.element(answer, "Message"))
        .isEqualTo("Request is missing Authentication Token");
  }

  @Test
  void refusesAGarbledAuthorization() throws Exception {
    HttpResponse<String> answer =
        sts.post(
            "/",
            "Action=GetCallerIdentity&Version=2011-06-15",
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            "AWS4-HMAC-SHA256 garbled");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Answers.element(answer, "Code")).isEqualTo("IncompleteSignature");
  }

  @Test
  void refusesTamperedSessions() {
    String token = reporter.sessionToken();
    String tampered =
        token
            .chars()
            .mapToObj(c -> String.valueOf((char) c))
            .collect(Collectors.joining())
            .replaceFirst(".{3}$", "AAA");

    assertRefused(with(reporter.secretAccessKey(), tampered), "InvalidClientTokenId");
    assertRefused(with(reporter.secretAccessKey(), "nonsense"), "InvalidClientTokenId");
    assertRefused(with("wrong" + reporter.secretAccessKey(), token), "SignatureDoesNotMatch");
    assertRefused(
        AwsSessionCredentials.create("ASIAAAAAAAAAAAAAAAAA", reporter.secretAccessKey(), token),
        "InvalidClientTokenId");
  }

  private static AwsSessionCredentials with(String secret, String token) {
    return AwsSessionCredentials.create(reporter.accessKeyId(), secret, token);
  }

  private static void assertRefused(AwsCredentials credentials, String code) {
    assertThatThrownBy(() -> whoami(credentials))
        .isInstanceOfSatisfying(
            StsException.class,
            refused -> {
              assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(refused.statusCode()).isEqualTo(403);
            });
  }

  private static GetCallerIdentityResponse whoami(AwsCredentials credentials) {
    try (StsClient client =
        StsClient.builder()
            .endpointOverride(sts.uri())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      return client.getCallerIdentity();
    }
  }
}
