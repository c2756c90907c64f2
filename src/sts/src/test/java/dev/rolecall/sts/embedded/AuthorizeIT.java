package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.sts.StsClient;

class AuthorizeIT {
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
  void allowsWhatTheRolesPolicyAllowsAndSaysWhoAsks() throws Exception {
    JsonObject answer = decide("s3:GetObject", "arn:aws:s3:::acme-reports/a", Map.of());

    assertThat(Answers.text(answer, "decision")).isEqualTo("Allow");
    assertThat(Answers.text(answer, "reason"))
        .isEqualTo("an identity-based policy allows the s3:GetObject action");
    JsonObject caller = (JsonObject) answer.get("caller").orElseThrow();
    assertThat(Answers.text(caller, "account")).isEqualTo("111111111111");
    assertThat(Answers.text(caller, "arn"))
        .startsWith("arn:aws:sts::111111111111:assumed-role/Reports/eks-rolecall-reporter-0-");
    assertThat(Answers.text((JsonObject) caller.get("tags").orElseThrow(), "kubernetes-pod-name"))
        .isEqualTo("reporter-0");
  }

  @Test
  void deniesInAwssWords() throws Exception {
    assertThat(
            Answers.text(decide("s3:ListBucket", "arn:aws:s3:::acme-reports", Map.of()), "reason"))
        .isEqualTo("no identity-based policy allows the s3:ListBucket action");
    assertThat(
            Answers.text(
                decide("s3:DeleteObject", "arn:aws:s3:::acme-reports/a", Map.of()), "reason"))
        .isEqualTo("with an explicit deny in an identity-based policy");
  }

  @Test
  void givesAMessageThatTheCallersAdministratorsDecode() throws Exception {
    assertThat(decoded(decide("s3:DeleteObject", "arn:aws:s3:::acme-reports/a", Map.of())))
        .startsWith("{\"allowed\":false,\"explicitDeny\":true,")
        .contains("\"action\":\"s3:DeleteObject\"")
        .contains("\"resource\":\"arn:aws:s3:::acme-reports/a\"")
        .contains("assumed-role/Reports/");
    assertThat(
            decide("s3:GetObject", "arn:aws:s3:::acme-reports/a", Map.of()).get("encodedMessage"))
        .isEmpty();
  }

  @Test
  void saysInTheMessageNothingOfAnotherAccountsResource() throws Exception {
    Map<String, Object> tagged = Map.of("aws:ResourceTag/project", "merger-with-globex");
    assertThat(
            decoded(
                decide(
                    "s3:DeleteObject", "arn:aws:s3:::acme-reports/a", Map.of("context", tagged))))
        .contains("merger-with-globex");

    assertThat(
            decoded(
                decide(
                    "s3:DeleteObject",
                    "arn:aws:s3:::initech-plans/a",
                    Map.of("context", tagged, "resourceAccount", "222222222222"))))
        .contains("aws:principalarn")
        .doesNotContain("merger-with-globex", "resourcetag");
  }

  private static String decoded(JsonObject answer) {
    AwsSessionCredentials admin =
        Chain.byWebIdentity(sts, "arn:aws:iam::111111111111:role/ops/Admin", "repo:acme/ops");
    String message = Answers.text(answer, "encodedMessage");
    try (StsClient client = Chain.client(sts, StaticCredentialsProvider.create(admin))) {
      return client
          .decodeAuthorizationMessage(call -> call.encodedMessage(message))
          .decodedMessage();
    }
  }

  @Test
  void takesTheResourcesPolicyIntoAccount() throws Exception {
    Map<String, Object> policy =
        Map.of(
            "resourcePolicy",
            Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                Map.of(
                    "Effect",
                    "Deny",
                    "Principal",
                    "*",
                    "Action",
                    "s3:GetObject",
                    "Resource",
                    "*")));

    assertThat(
            Answers.text(decide("s3:GetObject", "arn:aws:s3:::acme-reports/a", policy), "reason"))
        .isEqualTo("with an explicit deny in a resource-based policy");
  }

  @Test
  void saysWhyACallersSignatureIsNotGood() throws Exception {
    Map<String, Object> request = signed("store");
    request.put("path", "/other");
    JsonObject answer = (JsonObject) Json.parse(ask(sts.store(), request, Map.of()).body());

    assertThat(Answers.text(answer, "decision")).isEqualTo("Deny");
    assertThat(Answers.text((JsonObject) answer.get("error").orElseThrow(), "code"))
        .isEqualTo("SignatureDoesNotMatch");
    assertThat(answer.get("caller")).isEmpty();
  }

  @Test
  void refusesASignatureForAnotherService() throws Exception {
    JsonObject answer = (JsonObject) Json.parse(ask(sts.store(), signed("sts"), Map.of()).body());

    assertThat(Answers.text((JsonObject) answer.get("error").orElseThrow(), "code"))
        .isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void answersOnlyServicesOfTheList() throws Exception {
    String other = sts.cluster.podToken("platform", "other", "other-0", EmbeddedSts.AUTHORIZE);
    String unbound = sts.cluster.unboundToken("platform", "store", EmbeddedSts.AUTHORIZE);

    assertThat(sts.post("/authorize", "{}").statusCode()).isEqualTo(401);
    assertThat(sts.authorize("garbled", "{}").statusCode()).isEqualTo(401);
    assertThat(sts.authorize(unbound, "{}").statusCode()).isEqualTo(401);
    for (String audience : List.of(EmbeddedSts.WEB, EmbeddedSts.AGENT, EmbeddedSts.CREDENTIALS)) {
      String token = sts.cluster.podToken("platform", "store", "store-0", audience);
      assertThat(sts.authorize(token, "{}").statusCode()).as(audience).isEqualTo(401);
    }
    assertThat(sts.authorize(other, "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void saysWhereAQuestionIsNotAsItMustBe() throws Exception {
    HttpResponse<String> answer = sts.authorize(sts.store(), "{\"request\": 1}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("request (line 1, column 13) must be an object");
  }

  @Test
  void refusesQuestionsAboutWhatIsNotTheServices() throws Exception {
    HttpResponse<String> answer =
        ask(sts.store(), signed("store"), Map.of("resource", "arn:aws:s3:::globex-reports/a"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .contains(
            "Service store may not ask about s3:GetObject on arn:aws:s3:::globex-reports/a of"
                + " account 111111111111");
    assertThat(
            ask(sts.store(), signed("store"), Map.of("resourceAccount", "222222222222"))
                .statusCode())
        .isEqualTo(403);
    assertThat(ask(sts.store(), signed("store"), Map.of("action", "sqs:GetObject")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void saysHowLongAnAllowMayBeKept() throws Exception {
    assertThat(seconds(decide("s3:GetObject", "arn:aws:s3:::acme-reports/a", Map.of())))
        .isEqualTo(60);
    assertThat(seconds(decide("s3:DeleteObject", "arn:aws:s3:::acme-reports/a", Map.of())))
        .isZero();
    Map<String, Object> hours =
        Map.of(
            "resourcePolicy",
            Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                Map.of(
                    "Effect",
                    "Deny",
                    "Principal",
                    "*",
                    "Action",
                    "s3:*",
                    "Resource",
                    "*",
                    "Condition",
                    Map.of("DateGreaterThan", Map.of("aws:CurrentTime", "2100-01-01T00:00:00Z")))));
    assertThat(seconds(decide("s3:GetObject", "arn:aws:s3:::acme-reports/a", hours))).isZero();
  }

  private static int seconds(JsonObject answer) {
    return ((JsonNumber) answer.get("cacheFor").orElseThrow()).value().intValueExact();
  }

  private static JsonObject decide(String action, String resource, Map<String, Object> more)
      throws Exception {
    Map<String, Object> question = new LinkedHashMap<>(more);
    question.put("action", action);
    question.put("resource", resource);
    HttpResponse<String> answer = ask(sts.store(), signed("store"), question);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return (JsonObject) Json.parse(answer.body());
  }

  private static HttpResponse<String> ask(
      String token, Map<String, Object> request, Map<String, Object> more) throws Exception {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("request", request);
    question.put("service", "store");
    question.put("action", "s3:GetObject");
    question.put("resource", "arn:aws:s3:::acme-reports/a");
    question.put("resourceAccount", "111111111111");
    question.putAll(more);
    return sts.authorize(token, Json.write(question));
  }

  /** A request as a service would have received it. */
  private static Map<String, Object> signed(String service) {
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(signing ->
                signing
                    .identity(reporter)
                    .request(
                        SdkHttpRequest.builder()
                            .method(SdkHttpMethod.GET)
                            .uri(URI.create("http://store.local:8080/acme-reports/a?b=c"))
                            .build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    List<Map<String, String>> headers = new ArrayList<>();
    signed.forEachHeader((name, values) ->
        values.forEach(value -> headers.add(Map.of("name", name, "value", value))));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", "GET");
    request.put("path", "/acme-reports/a");
    request.put("query", "b=c");
    request.put("headers", headers);
    return request;
  }
}
