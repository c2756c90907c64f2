package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.Chain.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetWebIdentityTokenRequest;
import software.amazon.awssdk.services.sts.model.GetWebIdentityTokenResponse;
import software.amazon.awssdk.services.sts.model.JwtPayloadSizeExceededException;
import software.amazon.awssdk.services.sts.model.OutboundWebIdentityFederationDisabledException;
import software.amazon.awssdk.services.sts.model.SessionDurationEscalationException;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** Tokens of sessions for others, and whether others can trust them. */
class IdentityTokenIT {
  private static final String ADMIN = "arn:aws:iam::111111111111:role/ops/Admin";
  private static final String API = "https://api.example.com";
  private static final String SELF = "arn:aws:sts::111111111111:self";
  private static final String DENIED =
      "User: arn:aws:sts::111111111111:assumed-role/Admin/test is not authorized to perform:"
          + " sts:GetWebIdentityToken on resource: "
          + SELF
          + " because no identity-based policy allows the sts:GetWebIdentityToken action";

  private static EmbeddedSts sts;
  private static String issuer;
  private static AwsSessionCredentials admin;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts =
        EmbeddedSts.start(
            folder, "rolecall.identity-tokens.issuer=http://127.0.0.1:@PORT@/identity");
    issuer = sts.uri() + "/identity";
    admin = Chain.byWebIdentity(sts, ADMIN, "repo:acme/ops");
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES384"})
  void convincesWhoeverTrustsTheIssuer(String algorithm) throws Exception {
    GetWebIdentityTokenResponse answer =
        get(
            admin,
            call ->
                call.audience(API)
                    .signingAlgorithm(algorithm)
                    .durationSeconds(600)
                    .tags(tag("job-id", "7")));

    JWTClaimsSet claims = verified(answer.webIdentityToken(), JWSAlgorithm.parse(algorithm), API);

    assertThat(claims.getIssuer()).isEqualTo(issuer);
    assertThat(claims.getSubject()).isEqualTo(ADMIN);
    assertThat(claims.getAudience()).containsExactly(API);
    assertThat(claims.getJWTID()).isNotEmpty();
    assertThat(claims.getExpirationTime()).isEqualTo(Date.from(answer.expiration()));
    assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
        .isEqualTo(600_000);
    assertThat(claims.getJSONObjectClaim("https://sts.amazonaws.com/"))
        .containsEntry("aws_account", "111111111111")
        .containsEntry("source_region", "us-east-1")
        .containsEntry("principal_id", ADMIN)
        .containsEntry(
            "federated_provider", "arn:aws:iam::111111111111:oidc-provider/ci.example.com")
        .containsEntry("principal_tags", Map.of("Department", "operations"))
        .containsEntry("request_tags", Map.of("job-id", "7"))
        .containsKey("original_session_exp")
        .doesNotContainKey("source_identity");
  }

  @Test
  void isGoodForFiveMinutesAndSeveralAudiencesWhereAsked() throws Exception {
    String other = "https://a.example.org";
    GetWebIdentityTokenResponse answer =
        get(admin, call -> call.audience(API, other).signingAlgorithm("RS256"));

    JWTClaimsSet claims = verified(answer.webIdentityToken(), JWSAlgorithm.RS256, other);

    assertThat(claims.getAudience()).containsExactly(API, other);
    assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
        .isEqualTo(300_000);
  }

  @Test
  void worksWithTheAwsCli(@TempDir Path folder) throws Exception {
    AwsCli.requireCommand(folder, "sts", "get-web-identity-token");
    JsonObject answer =
        AwsCli.sts(
            sts,
            folder,
            admin,
            "get-web-identity-token",
            "--audience",
            EmbeddedSts.WEB,
            "--signing-algorithm",
            "ES384");

    assertThat(
            verified(Answers.text(answer, "WebIdentityToken"), JWSAlgorithm.ES384, EmbeddedSts.WEB)
                .getSubject())
        .isEqualTo(ADMIN);
  }

  @Test
  void saysWhereTheSessionComesFrom() throws Exception {
    AwsSessionCredentials tagged =
        Chain.credentials(
            Chain.assume(
                sts,
                Chain.asCi(sts, "alice"),
                "arn:aws:iam::111111111111:role/ops/Robot",
                call -> call.tags(tag("department", "bots"))));

    JWTClaimsSet claims =
        verified(
            get(tagged, call -> call.audience(API).signingAlgorithm("RS256")).webIdentityToken(),
            JWSAlgorithm.RS256,
            API);

    assertThat(claims.getJSONObjectClaim("https://sts.amazonaws.com/"))
        .containsEntry("source_identity", "alice")
        // The session's tag in place of the role's, and what came along the chain.
        .containsEntry("principal_tags", Map.of("department", "bots", "Project", "Automation"));
  }

  @Test
  void isNotForWhomNoPolicyAllowsIt() {
    AwsSessionCredentials ci = Chain.asCi(sts, "alice");
    assertError(
        () -> get(ci, call -> call.audience(API).signingAlgorithm("RS256")),
        403,
        "AccessDenied",
        "User: "
            + Chain.CI_SESSION
            + " is not authorized to perform: sts:GetWebIdentityToken on resource: "
            + SELF
            + " because no identity-based policy allows the sts:GetWebIdentityToken action");
  }

  @Test
  void asksThePolicyForAudienceDurationAndTags() {
    assertError(
        () -> get(admin, call -> call.audience("https://evil.com").signingAlgorithm("RS256")),
        403,
        "AccessDenied",
        DENIED);
    assertError(
        () -> get(admin, call -> call.audience(API, "https://evil.com").signingAlgorithm("RS256")),
        403,
        "AccessDenied",
        DENIED);
    assertError(
        () ->
            get(admin, call -> call.audience(API).signingAlgorithm("RS256").durationSeconds(1801)),
        403,
        "AccessDenied",
        DENIED);
    assertError(
        () ->
            get(
                admin,
                call -> call.audience(API).signingAlgorithm("RS256").tags(tag("forbidden", "1"))),
        403,
        "AccessDenied",
        "User: arn:aws:sts::111111111111:assumed-role/Admin/test is not authorized to perform:"
            + " sts:TagGetWebIdentityToken on resource: "
            + SELF
            + " with an explicit deny in an identity-based policy");
  }

  @Test
  void refusesParametersThatAreWrong() {
    assertError(
        () -> get(admin, call -> call.audience(API).signingAlgorithm("HS256").durationSeconds(59)),
        400,
        "ValidationError",
        "2 validation errors detected: Value 'HS256' at 'signingAlgorithm' failed to satisfy"
            + " constraint: Member must satisfy enum value set: [RS256, ES384]; Value '59' at"
            + " 'durationSeconds' failed to satisfy constraint: Member must have value greater"
            + " than or equal to 60");
    assertError(
        () -> get(admin, call -> call.signingAlgorithm("RS256")),
        400,
        "ValidationError",
        "1 validation error detected: Value null at 'audience' failed to satisfy constraint: Member"
            + " must not be null");
    assertError(
        () ->
            get(
                admin,
                call ->
                    call.audience(API)
                        .signingAlgorithm("RS256")
                        .tags(tag("a", "1"), tag("A", "2"))),
        400,
        "InvalidParameterValue",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    assertError(
        () ->
            get(
                admin,
                call ->
                    call.audience(API)
                        .signingAlgorithm("RS256")
                        .tags(tag("kubernetes-namespace", "globex"))),
        400,
        "InvalidParameterValue",
        "The tag key kubernetes-namespace is reserved.");
  }

  @Test
  void neverOutlivesTheSession() {
    AwsSessionCredentials brief =
        Chain.credentials(
            Chain.assume(
                sts,
                Chain.asCi(sts, "alice"),
                "arn:aws:iam::111111111111:role/ops/Robot",
                call -> call.durationSeconds(900)));

    assertThat(
            catchThrowableOfType(
                SessionDurationEscalationException.class,
                () ->
                    get(
                        brief,
                        call -> call.audience(API).signingAlgorithm("RS256").durationSeconds(901))))
        .isNotNull()
        .returns(403, StsException::statusCode);
    assertThat(
            get(brief, call -> call.audience(API).signingAlgorithm("RS256").durationSeconds(600)))
        .isNotNull();
  }

  @Test
  void refusesMoreThanATokenHolds() {
    List<Tag> tags =
        IntStream.range(0, 50).mapToObj(i -> tag("k".repeat(64) + i, "v".repeat(256))).toList();

    assertThat(
            catchThrowableOfType(
                JwtPayloadSizeExceededException.class,
                () -> get(admin, call -> call.audience(API).signingAlgorithm("RS256").tags(tags))))
        .isNotNull()
        .returns(400, StsException::statusCode);
  }

  @Test
  void isRefusedWhereItComesFrom() throws Exception {
    String token =
        get(admin, call -> call.audience(EmbeddedSts.WEB).signingAlgorithm("RS256"))
            .webIdentityToken();

    for (String role : List.of(ADMIN, EmbeddedSts.ROLE, Chain.ARCHIVE)) {
      HttpResponse<String> answer = sts.assume(role, token);
      assertThat(Answers.element(answer, "Code")).isEqualTo("InvalidIdentityToken");
      assertThat(Answers.element(answer, "Message"))
          .isEqualTo("No OpenIDConnect provider found in your account for " + issuer);
    }
    assertThat(sts.podIdentity(sts.agent(), token).statusCode()).isEqualTo(400);
    assertThat(sts.authorize(token, "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void publishesNoPrivateKey() throws Exception {
    String jwks = sts.get("/identity/jwks").body();

    assertThat(jwks).contains("\"RS256\"", "\"ES384\"", "\"kid\"");
    assertThat(jwks).doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"qi\"");
  }

  @Test
  void isOffUnlessThereIsAnIssuer(@TempDir Path folder) throws Exception {
    try (EmbeddedSts without = EmbeddedSts.start(folder)) {
      AwsSessionCredentials session = Chain.byWebIdentity(without, ADMIN, "repo:acme/ops");
      try (StsClient client = Chain.client(without, StaticCredentialsProvider.create(session))) {
        assertThatThrownBy(() ->
                client.getWebIdentityToken(call -> call.audience(API).signingAlgorithm("RS256")))
            .isInstanceOfSatisfying(
                OutboundWebIdentityFederationDisabledException.class,
                refused -> assertThat(refused.statusCode()).isEqualTo(403));
      }
      assertThat(without.get("/identity/jwks").statusCode()).isEqualTo(404);
    }
  }

  private static GetWebIdentityTokenResponse get(
      AwsSessionCredentials by, Consumer<GetWebIdentityTokenRequest.Builder> call) {
    try (StsClient client = Chain.client(sts, StaticCredentialsProvider.create(by))) {
      return client.getWebIdentityToken(call);
    }
  }

  /** As a service verifies it that knows nothing but the issuer's URL. */
  private static JWTClaimsSet verified(String token, JWSAlgorithm algorithm, String audience)
      throws Exception {
    HttpResponse<String> discovery = sts.get("/identity/.well-known/openid-configuration");
    assertThat(discovery.statusCode()).isEqualTo(200);
    assertThat(discovery.headers().firstValue("Content-Type")).contains("application/json");
    JsonObject document = (JsonObject) Json.parse(discovery.body());
    assertThat(Answers.text(document, "issuer")).isEqualTo(issuer);

    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            algorithm,
            JWKSourceBuilder.create(URI.create(Answers.text(document, "jwks_uri")).toURL())
                .build()));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(issuer).build(),
            Set.of("sub", "iat", "exp", "jti")));
    return processor.process(token, null);
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
