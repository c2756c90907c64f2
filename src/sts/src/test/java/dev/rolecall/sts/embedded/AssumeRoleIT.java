package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.Chain.ARCHIVE;
import static dev.rolecall.sts.embedded.Chain.CI;
import static dev.rolecall.sts.embedded.Chain.CI_SESSION;
import static dev.rolecall.sts.embedded.Chain.CLOSED;
import static dev.rolecall.sts.embedded.Chain.DEPLOY;
import static dev.rolecall.sts.embedded.Chain.asCi;
import static dev.rolecall.sts.embedded.Chain.assertError;
import static dev.rolecall.sts.embedded.Chain.credentials;
import static dev.rolecall.sts.embedded.Chain.tag;
import static dev.rolecall.sts.embedded.Chain.whoami;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.PackedPolicyTooLargeException;
import software.amazon.awssdk.services.sts.model.Tag;

/** Web identity, then role Deploy of the same account, then role Archive of another. */
class AssumeRoleIT {
  private static EmbeddedSts sts;
  private static AwsSessionCredentials ci;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
    ci = asCi(sts, "alice");
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void keepsTransitiveTagsAndTheSourceIdentityAlongAChain() {
    AssumeRoleResponse deploy =
        assume(ci, DEPLOY, call -> call.tags(tag("Stage", "live")).durationSeconds(3600));
    AssumeRoleResponse archive =
        assume(credentials(deploy), ARCHIVE, call -> call.externalId("ticket-1"));

    assertThat(deploy.sourceIdentity()).isEqualTo("alice");
    assertThat(deploy.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::111111111111:assumed-role/Deploy/chained");
    assertThat(deploy.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:chained");
    assertThat(deploy.packedPolicySize()).isBetween(1, 100);
    assertThat(deploy.credentials().expiration())
        .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
    assertThat(archive.sourceIdentity()).isEqualTo("alice");
    assertThat(whoami(sts, credentials(archive)))
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/Archive/chained");
  }

  @Test
  void refusesASourceIdentityThatTheTrustPolicyDoesNot() {
    assertError(
        () -> asCi(sts, "mallory"),
        403,
        "AccessDenied",
        "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  }

  @Test
  void wantsTheExternalIdThatTheTrustPolicyNames() {
    AwsSessionCredentials deploy = credentials(assume(ci, DEPLOY, call -> {}));
    String denied =
        "User: arn:aws:sts::111111111111:assumed-role/Deploy/chained is not authorized to perform:"
            + " sts:AssumeRole on resource: ";

    assertError(() -> assume(deploy, ARCHIVE, call -> {}), 403, "AccessDenied", denied + ARCHIVE);
    assertError(
        () -> assume(deploy, ARCHIVE, call -> call.externalId("ticket-2")),
        403,
        "AccessDenied",
        denied + ARCHIVE);
  }

  @Test
  void saysOfAnotherAccountsRoleTheSameWhetherItIsThereOrNot() {
    AwsSessionCredentials deploy = credentials(assume(ci, DEPLOY, call -> {}));

    for (String role :
        List.of(
            CLOSED,
            "arn:aws:iam::222222222222:role/closed",
            "arn:aws:iam::222222222222:role/Missing",
            "arn:aws:iam::222222222222:role/other/Archive",
            "arn:aws:iam::999999999999:role/Missing")) {
      assertError(
          () -> assume(deploy, role, call -> {}),
          403,
          "AccessDenied",
          "User: arn:aws:sts::111111111111:assumed-role/Deploy/chained is not authorized to"
              + " perform: sts:AssumeRole on resource: "
              + role);
    }
  }

  @Test
  void saysWhichSortOfPolicyOfItsOwnAccountRefuses() {
    String denied =
        "User: " + CI_SESSION + " is not authorized to perform: sts:AssumeRole on resource: ";
    for (String role : List.of(EmbeddedSts.ROLE, CI, "arn:aws:iam::111111111111:role/Missing")) {
      assertError(
          () -> assume(ci, role, call -> {}),
          403,
          "AccessDenied",
          denied + role + " because no role trust policy allows the sts:AssumeRole action");
    }
  }

  @Test
  void wantsBothAccountsToAllow() {
    // Archive trusts the account, but Ci's own policies do not reach it.
    assertError(
        () -> assume(ci, ARCHIVE, call -> call.externalId("ticket-1")),
        403,
        "AccessDenied",
        "User: "
            + CI_SESSION
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + ARCHIVE);
  }

  @Test
  void limitsAChainedSessionByItsSessionPolicy() {
    String onlyReads =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"*\"}}";
    AwsSessionCredentials limited = credentials(assume(ci, DEPLOY, call -> call.policy(onlyReads)));

    assertError(
        () -> assume(limited, ARCHIVE, call -> call.externalId("ticket-1")),
        403,
        "AccessDenied",
        "User: arn:aws:sts::111111111111:assumed-role/Deploy/chained is not authorized to perform:"
            + " sts:AssumeRole on resource: "
            + ARCHIVE);
  }

  @Test
  void givesAChainedSessionAnHourAtMost() {
    String tooLong =
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
            + " chaining.";

    assertThat(assume(ci, DEPLOY, call -> call.durationSeconds(3600)).credentials()).isNotNull();
    for (int seconds : new int[] {3601, 43_200}) {
      assertError(
          () -> assume(ci, DEPLOY, call -> call.durationSeconds(seconds)),
          400,
          "ValidationError",
          tooLong);
    }
    // Whether it is too long is told only to those who may.
    assertError(
        () -> assume(ci, CI, call -> call.durationSeconds(3601)),
        403,
        "AccessDenied",
        "User: "
            + CI_SESSION
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + CI
            + " because no role trust policy allows the sts:AssumeRole action");
  }

  @Test
  void refusesTagsThatConflict() {
    assertError(
        () -> assume(ci, DEPLOY, call -> call.tags(tag("PROJECT", "x"))),
        400,
        "InvalidParameterValue",
        "One of the specified transitive tag keys can't be set because it conflicts with a"
            + " transitive tag key from the calling session.");
    assertError(
        () -> assume(ci, DEPLOY, call -> call.tags(tag("a", "x"), tag("A", "y"))),
        400,
        "InvalidParameterValue",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    assertError(
        () -> assume(ci, DEPLOY, call -> call.tags(tag("a", "x")).transitiveTagKeys("b")),
        400,
        "InvalidParameterValue",
        "The specified transitive tag key must be included in the requested tags.");
    assertError(
        () -> assume(ci, DEPLOY, call -> call.tags(tag("kubernetes-namespace", "globex"))),
        400,
        "InvalidParameterValue",
        "The tag key kubernetes-namespace is reserved.");
  }

  @Test
  void keepsTheSourceIdentityOnceItIsSet() {
    assertThat(assume(ci, DEPLOY, call -> call.sourceIdentity("alice")).sourceIdentity())
        .isEqualTo("alice");
    assertError(
        () -> assume(ci, DEPLOY, call -> call.sourceIdentity("bob")),
        403,
        "AccessDenied",
        "User: "
            + CI_SESSION
            + " is not authorized to perform: sts:SetSourceIdentity on resource: "
            + DEPLOY);
  }

  @Test
  void refusesOneTimeCodes() {
    assertError(
        () ->
            assume(
                ci,
                DEPLOY,
                call -> call.serialNumber("arn:aws:iam::111111111111:mfa/me").tokenCode("123456")),
        403,
        "AccessDenied",
        "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA"
            + " serial number is valid and associated with this user.");
  }

  @Test
  void refusesMoreThanASessionTokenHolds() {
    Random random = new Random(7);
    List<Tag> tags =
        IntStream.range(0, 50).mapToObj(i -> tag("key-" + i, incompressible(random))).toList();

    assertThatThrownBy(() -> assume(ci, DEPLOY, call -> call.tags(tags)))
        .isInstanceOf(PackedPolicyTooLargeException.class);
  }

  private static String incompressible(Random random) {
    return random
        .ints(200, 0, 64)
        .mapToObj(i ->
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".substring(i, i + 1))
        .reduce("", String::concat);
  }

  @Test
  void refusesWhoeverDoesNotSign() throws Exception {
    HttpResponse<String> answer =
        sts.query(
            "Action=AssumeRole&Version=2011-06-15&RoleSessionName=test&RoleArn="
                + EmbeddedSts.encode(DEPLOY));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Answers.element(answer, "Code")).isEqualTo("MissingAuthenticationToken");
  }

  @Test
  void diesWithTheRoleItWasChainedFrom(@TempDir Path folder) throws Exception {
    try (EmbeddedSts other = EmbeddedSts.start(folder)) {
      AwsSessionCredentials first = asCi(other, "alice");
      AwsSessionCredentials chained = credentials(Chain.assume(other, first, DEPLOY, call -> {}));
      assertThat(whoami(other, chained)).contains("/Deploy/");

      other.restartWith(
          "chain.yaml",
          "roleName: Ci\n",
          "roleName: Ci\n  revokeSessionsIssuedBefore: \"" + Instant.now() + "\"\n");

      assertError(
          () -> whoami(other, chained),
          403,
          "ExpiredToken",
          "The security token included in the request is expired");
    }
  }

  @Test
  void worksWithTheAwsCli(@TempDir Path folder) throws Exception {
    JsonObject deploy =
        AwsCli.sts(
            sts,
            folder,
            ci,
            "assume-role",
            "--role-arn",
            DEPLOY,
            "--role-session-name",
            "cli",
            "--tags",
            "Key=Stage,Value=live",
            "--transitive-tag-keys",
            "Stage");
    JsonObject given = (JsonObject) deploy.get("Credentials").orElseThrow();
    AwsSessionCredentials credentials =
        AwsSessionCredentials.create(
            Answers.text(given, "AccessKeyId"),
            Answers.text(given, "SecretAccessKey"),
            Answers.text(given, "SessionToken"));
    JsonObject archive =
        AwsCli.sts(
            sts,
            folder,
            credentials,
            "assume-role",
            "--role-arn",
            ARCHIVE,
            "--role-session-name",
            "cli",
            "--external-id",
            "ticket-1");

    assertThat(Answers.text(archive, "SourceIdentity")).isEqualTo("alice");
    assertThat(Answers.text((JsonObject) archive.get("AssumedRoleUser").orElseThrow(), "Arn"))
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/Archive/cli");
  }

  @Test
  void tellsThePodsOwnerOfRefusalsAndNothingOfOtherAccounts() throws Exception {
    AwsSessionCredentials reporter =
        Answers.credentials(sts.podIdentity(sts.agent(), sts.reporter(EmbeddedSts.CREDENTIALS)));
    String closed = "role " + CLOSED + " is another account's: it does not exist, or its trust";

    for (String role : List.of(CI, CLOSED)) {
      assertThatThrownBy(() -> assume(reporter, role, call -> {}))
          .hasMessageContaining("is not authorized to perform: sts:AssumeRole");
    }

    String log = Awaitility.await().until(sts::log, text -> text.contains(closed));
    assertThat(log.lines().filter(line -> line.contains("Refused pod acme/reporter-0")))
        .anyMatch(line -> line.contains("no statement of the trust policy of role " + CI))
        .anyMatch(line -> line.contains(closed))
        .noneMatch(line -> line.contains("no statement of the trust policy of role " + CLOSED));
  }

  @Test
  void recordsWhoAskedAndWhatWasGiven() throws Exception {
    AssumeRoleResponse given = assume(ci, DEPLOY, call -> {});
    String audit =
        Awaitility.await()
            .until(sts::audit, text -> text.contains(given.credentials().accessKeyId()));

    assertThat(
            audit
                .lines()
                .filter(line -> line.contains(given.credentials().accessKeyId()))
                .findFirst()
                .orElseThrow())
        .contains("\"eventName\":\"AssumeRole\"", "\"decision\":\"Allow\"")
        .contains("\"arn\":\"" + CI_SESSION + "\"")
        .contains("\"accessKeyId\":\"" + ci.accessKeyId() + "\"")
        .contains("\"sourceIdentity\":\"alice\"")
        .contains("\"ARN\":\"" + DEPLOY + "\"");
    assertThat(audit)
        .doesNotContain(given.credentials().secretAccessKey())
        .doesNotContain(given.credentials().sessionToken());
  }

  private static AssumeRoleResponse assume(
      AwsSessionCredentials by, String role, Consumer<AssumeRoleRequest.Builder> more) {
    return Chain.assume(sts, by, role, more);
  }
}
