package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.Chain.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.InvalidAuthorizationMessageException;
import software.amazon.awssdk.services.sts.model.StsException;

/** What sessions ask sts itself for: messages of denials, and the accounts of access key ids. */
class SignedActionsIT {
  private static final String ADMIN = "arn:aws:iam::111111111111:role/ops/Admin";
  private static final String OTHERS_ADMIN = "arn:aws:iam::333333333333:role/Auditor";
  private static final String SECRET = "arn:aws:iam::111111111111:role/Secret";

  private static EmbeddedSts sts;
  private static AwsSessionCredentials admin;
  private static AwsSessionCredentials ci;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
    admin = Chain.byWebIdentity(sts, ADMIN, "repo:acme/ops");
    ci = Chain.asCi(sts, "alice");
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void letsAnAdministratorReadWhatWasDenied(@TempDir Path folder) throws Exception {
    String message = messageOf(ci, Chain.CI);
    assertThat(message).matches("[A-Za-z0-9_-]{100,10240}").doesNotContain("YWxpY2U");

    JsonObject decoded = (JsonObject) Json.parse(decode(admin, message));

    assertThat(decoded.members().stream().map(member -> member.name()))
        .containsExactly("allowed", "explicitDeny", "matchedStatements", "failures", "context");
    JsonObject context = (JsonObject) decoded.get("context").orElseThrow();
    assertThat(Answers.text(context, "action")).isEqualTo("sts:AssumeRole");
    assertThat(Answers.text(context, "resource")).isEqualTo(Chain.CI);
    JsonObject principal = (JsonObject) context.get("principal").orElseThrow();
    assertThat(Answers.text(principal, "arn")).isEqualTo(Chain.CI_SESSION);
    assertThat(Answers.text(principal, "id")).startsWith("AROA");
    assertThat(Json.write(context))
        .contains(
            "{\"key\":\"aws:sourceidentity\",\"values\":{\"items\":[{\"value\":\"alice\"}]}}",
            "{\"key\":\"ci.example.com:aud\",\"values\":{\"items\":[{\"value\":\"sts.amazonaws.com\"}]}}",
            "{\"key\":\"ci.example.com:sub\",\"values\":{\"items\":[{\"value\":\"repo:acme/reports\"}]}}");
    JsonObject byCli =
        AwsCli.sts(
            sts, folder, admin, "decode-authorization-message", "--encoded-message", message);
    assertThat(Answers.text(byCli, "DecodedMessage")).isEqualTo(Json.write(decoded));
  }

  @Test
  void namesTheStatementThatDeniesWithinTheAccount() throws Exception {
    String decoded = decode(admin, messageOf(admin, SECRET));

    assertThat(decoded)
        .startsWith("{\"allowed\":false,\"explicitDeny\":true,")
        .contains("\"statementId\":\"NotTheSecret\"", "\"effect\":\"DENY\"")
        .contains("\"sourcePolicyType\":\"identity-based policy\"");
  }

  @Test
  void saysNothingOfAnotherAccountsPolicies() throws Exception {
    AwsSessionCredentials deploy =
        Chain.credentials(Chain.assume(sts, ci, Chain.DEPLOY, call -> {}));

    for (String role :
        new String[] {
          "arn:aws:iam::222222222222:role/Denier", "arn:aws:iam::222222222222:role/Nobody"
        }) {
      String message = messageOf(deploy, role);
      assertThat(decode(admin, message))
          .startsWith(
              "{\"allowed\":false,\"explicitDeny\":false,\"matchedStatements\":{\"items\":[]},")
          .doesNotContain("NotAcme");
    }
    // Not even by its length.
    assertThat(messageOf(deploy, "arn:aws:iam::222222222222:role/Denier"))
        .hasSameSizeAs(messageOf(deploy, "arn:aws:iam::222222222222:role/Nobody"));
  }

  @Test
  void opensNoMessageOfAnotherAccount() {
    AwsSessionCredentials other = Chain.byWebIdentity(sts, OTHERS_ADMIN, "repo:initech/audit");
    String message = messageOf(ci, Chain.CI);
    String initechs = messageOf(other, Chain.CLOSED + "x");

    assertThat(decode(other, initechs)).contains("assumed-role/Auditor");
    assertInvalid(other, message);
    assertInvalid(admin, initechs);
  }

  @Test
  void refusesWhatIsNoMessage() {
    String message = messageOf(ci, Chain.CI);
    char last = message.charAt(message.length() - 3);

    assertInvalid(admin, "x");
    assertInvalid(admin, "not base64!");
    assertInvalid(admin, message.substring(0, message.length() - 4));
    assertInvalid(admin, message + "AAAA");
    assertInvalid(
        admin,
        message.substring(0, message.length() - 3)
            + (last == 'A' ? 'B' : 'A')
            + message.substring(message.length() - 2));
    assertInvalid(admin, ci.sessionToken());
    assertError(
        () -> decode(admin, "x".repeat(10_241)),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'encodedMessage' failed to satisfy constraint:"
            + " Member must have length less than or equal to 10240");
  }

  @Test
  void opensNoMessageForWhomNoPolicyAllowsIt() {
    assertError(
        () -> decode(ci, messageOf(ci, Chain.CI)),
        403,
        "AccessDenied",
        "User: "
            + Chain.CI_SESSION
            + " is not authorized to perform: sts:DecodeAuthorizationMessage on resource: *"
            + " because no identity-based policy allows the sts:DecodeAuthorizationMessage action");
  }

  /** The encoded message of a denied AssumeRole. */
  private static String messageOf(AwsSessionCredentials by, String role) {
    StsException denied =
        catchThrowableOfType(StsException.class, () -> Chain.assume(sts, by, role, call -> {}));
    assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    return denied.awsErrorDetails().errorMessage().split(Chain.ENCODED, 2)[1];
  }

  private static void assertInvalid(AwsSessionCredentials by, String message) {
    assertThat(
            catchThrowableOfType(
                InvalidAuthorizationMessageException.class, () -> decode(by, message)))
        .as(message)
        .isNotNull()
        .returns(400, StsException::statusCode);
  }

  private static String decode(AwsSessionCredentials by, String message) {
    try (StsClient client = Chain.client(sts, StaticCredentialsProvider.create(by))) {
      return client
          .decodeAuthorizationMessage(call -> call.encodedMessage(message))
          .decodedMessage();
    }
  }

  @Test
  void tellsTheAccountOfAnAccessKeyId(@TempDir Path folder) throws Exception {
    assertThat(account(admin, ci.accessKeyId())).isEqualTo("111111111111");
    // An id that AWS documents, of account 123456789012.
    assertThat(account(admin, "ASIARZPUZDIKAAAAAAAA")).isEqualTo("123456789012");
    assertThat(
            Answers.text(
                AwsCli.sts(
                    sts, folder, admin, "get-access-key-info", "--access-key-id", ci.accessKeyId()),
                "Account"))
        .isEqualTo("111111111111");
  }

  @Test
  void refusesWhatIsNoAccessKeyId() {
    assertError(
        () -> account(admin, "ASIA"),
        400,
        "ValidationError",
        "1 validation error detected: Value 'ASIA' at 'accessKeyId' failed to satisfy constraint:"
            + " Member must have length greater than or equal to 16");
    assertError(
        () -> account(admin, "A".repeat(129)),
        400,
        "ValidationError",
        "1 validation error detected: Value '"
            + "A".repeat(129)
            + "' at 'accessKeyId' failed to satisfy constraint: Member must have length less than or"
            + " equal to 128");
    assertError(
        () -> account(admin, "AKIAIOSFODNN7EXAMPLE"),
        400,
        "ValidationError",
        "Access key id AKIAIOSFODNN7EXAMPLE is none of this service's");
    assertError(
        () -> account(admin, "ASIA0000000000000000"),
        400,
        "ValidationError",
        "Access key id ASIA0000000000000000 is none of this service's");
  }

  @Test
  void tellsNoAccountToWhomNoPolicyAllowsIt() {
    assertError(
        () -> account(ci, ci.accessKeyId()),
        403,
        "AccessDenied",
        "User: "
            + Chain.CI_SESSION
            + " is not authorized to perform: sts:GetAccessKeyInfo on resource: * because no"
            + " identity-based policy allows the sts:GetAccessKeyInfo action");
  }

  private static String account(AwsSessionCredentials by, String accessKeyId) {
    try (StsClient client = Chain.client(sts, StaticCredentialsProvider.create(by))) {
      return client.getAccessKeyInfo(call -> call.accessKeyId(accessKeyId)).account();
    }
  }
}
