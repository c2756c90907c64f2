package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.ROLE;
import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;

class WebIdentityIT {
  private static final String DENIED =
      "<Type>Sender</Type><Code>AccessDenied</Code>"
          + "<Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message>";
  private static final String NOT_VALIDATED =
      "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity"
          + " documentation for requirements.";

  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void givesThePodsRoleToTheAwsSdk() {
    try (StsClient client =
        StsClient.builder()
            .endpointOverride(sts.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      AssumeRoleWithWebIdentityResponse answer =
          client.assumeRoleWithWebIdentity(call ->
              call.roleArn(ROLE)
                  .roleSessionName("sdk")
                  .webIdentityToken(sts.reporter(WEB))
                  .durationSeconds(7200));

      assertThat(answer.assumedRoleUser().arn())
          .isEqualTo("arn:aws:sts::111111111111:assumed-role/Reports/sdk");
      assertThat(answer.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:sdk");
      assertThat(answer.subjectFromWebIdentityToken())
          .isEqualTo("system:serviceaccount:acme:reporter");
      assertThat(answer.audience()).isEqualTo(WEB);
      assertThat(answer.provider())
          .isEqualTo(
              "arn:aws:iam::111111111111:oidc-provider/kubernetes.default.svc.cluster.local");
      assertThat(answer.packedPolicySize()).isBetween(1, 100);
      assertThat(answer.credentials().accessKeyId()).startsWith("ASIA");
      assertThat(answer.credentials().expiration())
          .isBetween(Instant.now().plusSeconds(7100), Instant.now().plusSeconds(7201));
    }
  }

  @Test
  void answersInTheEnvelopeOfStsVersion20110615() throws Exception {
    HttpResponse<String> answer = sts.assume(ROLE, sts.reporter(WEB));
    String requestId = answer.headers().firstValue("x-amzn-RequestId").orElseThrow();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
    assertThat(answer.headers().firstValue("Date").orElseThrow()).endsWith(" GMT");
    assertThat(answer.body())
        .startsWith(
            "<AssumeRoleWithWebIdentityResponse"
                + " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIA")
        .endsWith(
            "</AssumeRoleWithWebIdentityResult><ResponseMetadata><RequestId>"
                + requestId
                + "</RequestId></ResponseMetadata></AssumeRoleWithWebIdentityResponse>");
  }

  @Test
  void looksAtNoSignature() throws Exception {
    HttpResponse<String> answer =
        sts.post(
            "/",
            EmbeddedSts.assumeForm(ROLE, sts.reporter(WEB)),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=a/b/c/sts/aws4_request, SignedHeaders=host, Signature=0");

    assertThat(answer.body()).contains("<Credentials>");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void saysOfAMissingRoleWhatItSaysOfOneThatDoesNotTrust() throws Exception {
    String other = sts.cluster.podToken("globex", "intruder", "intruder-0", WEB);
    String missing = "arn:aws:iam::111111111111:role/Missing";
    String noAccount = "arn:aws:iam::999999999999:role/Missing";
    String withoutPath = "arn:aws:iam::111111111111:role/Reports";

    assertDenied(sts.assume(ROLE, other));
    assertDenied(sts.assume(missing, sts.reporter(WEB)));
    assertDenied(sts.assume(noAccount, sts.reporter(WEB)));
    assertDenied(sts.assume(withoutPath, sts.reporter(WEB)));
    assertDenied(sts.assume("arn:aws:iam::111111111111:user/somebody", sts.reporter(WEB)));
  }

  @Test
  void refusesTokensOfOtherWays() throws Exception {
    for (String audience :
        List.of(EmbeddedSts.CREDENTIALS, EmbeddedSts.AGENT, EmbeddedSts.AUTHORIZE)) {
      Answers.assertError(
          sts.assume(ROLE, sts.reporter(audience)), 400, "InvalidIdentityToken", NOT_VALIDATED);
    }
  }

  @Test
  void refusesTokensThatAreNotSignedByTheIssuer() throws Exception {
    String token = sts.reporter(WEB);
    String stranger =
        new TestIssuer(EmbeddedSts.CLUSTER_ISSUER).podToken("acme", "reporter", "reporter-0", WEB);
    JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
    SignedJWT symmetric =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), claims);
    symmetric.sign(new MACSigner(new byte[32]));
    String body = token.substring(0, token.lastIndexOf('.'));

    Answers.assertError(sts.assume(ROLE, stranger), 400, "InvalidIdentityToken", NOT_VALIDATED);
    assertRefusedAsInvalid(sts.assume(ROLE, symmetric.serialize()));
    assertRefusedAsInvalid(sts.assume(ROLE, new PlainJWT(claims).serialize()));
    assertRefusedAsInvalid(sts.assume(ROLE, body + "."));
    assertRefusedAsInvalid(sts.assume(ROLE, body));
    Answers.assertError(
        sts.assume(ROLE, "garbled"),
        400,
        "InvalidIdentityToken",
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access"
            + " Token)");
  }

  @Test
  void refusesExpiredTokensWithTheTimes() throws Exception {
    Instant expiry = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 3600);
    String token =
        sts.cluster.podToken(
            "acme",
            "reporter",
            "reporter-0",
            WEB,
            claims -> claims.expirationTime(Date.from(expiry)));

    HttpResponse<String> answer = sts.assume(ROLE, token);

    assertThat(Answers.element(answer, "Code")).isEqualTo("ExpiredTokenException");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Answers.element(answer, "Message"))
        .matches(
            "Token expired: current date/time [0-9]+ must be before the expiration date/time "
                + expiry.getEpochSecond());
  }

  @Test
  void refusesIssuersThatTheAccountDoesNotDeclare() throws Exception {
    TestIssuer stranger = new TestIssuer("https://stranger.example.com");
    String ofStranger = stranger.token(stranger.claims("repo:acme/reports", WEB).build());
    String ofAcmesCi = sts.ci.token(sts.ci.claims("repo:acme/reports", WEB).build());

    Answers.assertError(
        sts.assume(ROLE, ofStranger),
        400,
        "InvalidIdentityToken",
        "No OpenIDConnect provider found in your account for https://stranger.example.com");
    Answers.assertError(
        sts.assume("arn:aws:iam::222222222222:role/any", ofAcmesCi),
        400,
        "InvalidIdentityToken",
        "No OpenIDConnect provider found in your account for https://ci.example.com");
  }

  @Test
  void takesATokenOfACiSystemByItsTrustAlone() throws Exception {
    String right = sts.ci.token(sts.ci.claims("repo:acme/reports", WEB).build());
    String wrong = sts.ci.token(sts.ci.claims("repo:evil/reports", WEB).build());

    HttpResponse<String> answer = sts.assume(ROLE, right);

    assertThat(Answers.element(answer, "Provider"))
        .isEqualTo("arn:aws:iam::111111111111:oidc-provider/ci.example.com");
    assertDenied(sts.assume(ROLE, wrong));
  }

  @Test
  void claimsOfOtherIssuersAreNoFactsAboutPods() throws Exception {
    String pretending =
        sts.ci.podToken(
            "acme",
            "reporter",
            "reporter-0",
            WEB,
            claims -> claims.subject("system:serviceaccount:acme:reporter"));

    assertDenied(sts.assume(ROLE, pretending));
  }

  @Test
  void refusesTokensOfPodsThatAreNotWhatTheySay() throws Exception {
    assertDenied(sts.assume(ROLE, sts.cluster.podToken("acme", "reporter", "done-0", WEB)));
    assertDenied(sts.assume(ROLE, sts.cluster.podToken("acme", "reporter", "idle-0", WEB)));
    assertDenied(
        sts.assume(
            ROLE,
            sts.cluster.podToken(
                "acme",
                "reporter",
                "long-gone-0",
                WEB,
                claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(120))))));
  }

  @Test
  void asksToTryAgainForAPodThatIsNotKnownYet() throws Exception {
    HttpResponse<String> answer =
        sts.assume(ROLE, sts.cluster.podToken("acme", "reporter", "new-0", WEB));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Answers.element(answer, "Code")).isEqualTo("IDPCommunicationError");
  }

  @Test
  void refusesTokensThatAreBoundToNoPod() throws Exception {
    assertDenied(sts.assume(ROLE, sts.cluster.unboundToken("acme", "reporter", WEB)));
  }

  @Test
  void takesUnboundTokensWhereConfigured(@TempDir Path folder) throws Exception {
    try (EmbeddedSts lax = EmbeddedSts.start(folder, "rolecall.web-identity.unbound-tokens=true")) {
      assertThat(lax.assume(ROLE, lax.cluster.unboundToken("acme", "reporter", WEB)).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void refusesARoleThatTheTokensRolesClaimDoesNotName() throws Exception {
    String limited =
        sts.ci.token(
            sts.ci
                .claims("repo:acme/reports", WEB)
                .claim("https://aws.amazon.com/roles", List.of("arn:aws:iam::1:role/x"))
                .build());
    String allowed =
        sts.ci.token(
            sts.ci
                .claims("repo:acme/reports", WEB)
                .claim("https://aws.amazon.com/roles", "arn:aws:iam::1:role/x; " + ROLE)
                .build());

    Answers.assertError(
        sts.assume(ROLE, limited),
        400,
        "InvalidIdentityToken",
        "The target role ARN is not present in the roles claim of the identity token");
    assertThat(sts.assume(ROLE, allowed).statusCode()).isEqualTo(200);
  }

  @Test
  void recordsTheTrueReasonAndNoSecret() throws Exception {
    String token = sts.cluster.podToken("globex", "intruder", "intruder-0", WEB);
    HttpResponse<String> refused = sts.assume(ROLE, token);
    HttpResponse<String> granted = sts.assume(ROLE, sts.reporter(WEB));
    String id = Answers.element(refused, "RequestId");

    String audit =
        org.awaitility.Awaitility.await()
            .until(sts::audit, text -> text.contains(Answers.element(granted, "RequestId")));

    assertThat(audit.lines().filter(line -> line.contains(id)).findFirst().orElseThrow())
        .contains("\"errorCode\":\"AccessDenied\"")
        .contains("\"namespace\":\"globex\"")
        .contains("does not allow sts:AssumeRoleWithWebIdentity");
    assertThat(audit)
        .doesNotContain(token)
        .doesNotContain(Answers.element(granted, "SecretAccessKey"))
        .doesNotContain(Answers.element(granted, "SessionToken"));
  }

  private static void assertDenied(HttpResponse<String> answer) {
    assertThat(answer.body()).contains(DENIED);
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  private static void assertRefusedAsInvalid(HttpResponse<String> answer) {
    assertThat(Answers.element(answer, "Code")).isEqualTo("InvalidIdentityToken");
    assertThat(answer.statusCode()).isEqualTo(400);
  }
}
