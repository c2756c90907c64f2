package dev.rolecall.sts.clients;

import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionIssuer;
import dev.rolecall.sts.Answers;
import dev.rolecall.sts.embedded.EmbeddedSts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every one of AWS's clients can do with sts, by its own default chain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientConformance {
  static final String CI = "arn:aws:iam::111111111111:role/Ci";
  static final String DEPLOY = "arn:aws:iam::111111111111:role/team/Deploy";
  static final String ARCHIVE = "arn:aws:iam::222222222222:role/Archive";
  static final String CLOSED = "arn:aws:iam::222222222222:role/Closed";
  private static final String SESSION = "arn:aws:sts::111111111111:assumed-role/Ci/client";

  private EmbeddedSts sts;
  private Client client;
  private Path tokenFile;
  private Keys expired;

  /** The client, which is to find its credentials by this environment. */
  abstract Client client(EmbeddedSts sts, Path folder, Map<String, String> environment)
      throws Exception;

  /** What sts needs besides, for this client. */
  String[] properties(Path folder) throws Exception {
    return new String[0];
  }

  /** The class of what is thrown for an error that the API's model has. */
  abstract String modelled(String shape);

  /** The class for all other errors. */
  abstract String other();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    requireClient();
    sts = EmbeddedSts.start(folder, properties(folder));
    tokenFile = folder.resolve("token");
    expired = expiredKeys(folder);
    writeToken("alice");
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
    environment.put("AWS_ROLE_ARN", CI);
    environment.put("AWS_ROLE_SESSION_NAME", "client");
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", tokenFile.toString());
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_DEFAULT_REGION", "eu-west-1");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_MAX_ATTEMPTS", "1");
    client = client(sts, folder, environment);
  }

  /** Skips where the client is not on this machine. */
  abstract void requireClient() throws Exception;

  @AfterAll
  void stop() throws Exception {
    if (client != null) {
      client.close();
    }
    if (sts != null) {
      sts.close();
    }
  }

  @Test
  void assumesARoleByItsDefaultChain() throws Exception {
    JsonObject identity = given(call("GetCallerIdentity", Map.of()));

    assertThat(Answers.text(identity, "Arn")).isEqualTo(SESSION);
    assertThat(Answers.text(identity, "Account")).isEqualTo("111111111111");
    assertThat(Answers.text(identity, "UserId")).matches("AROA[A-Z0-9]{17}:client");
  }

  @Test
  void chainsRolesWithTagsAndSourceIdentity() throws Exception {
    JsonObject deploy =
        given(
            call(
                "AssumeRole",
                Map.of(
                    "RoleArn",
                    DEPLOY,
                    "RoleSessionName",
                    "chained",
                    "SourceIdentity",
                    "alice",
                    "Tags",
                    List.of(Map.of("Key", "Stage", "Value", "prod")),
                    "TransitiveTagKeys",
                    List.of("Stage"))));
    assertThat(Answers.text(deploy, "SourceIdentity")).isEqualTo("alice");

    // Archive's trust policy wants the external id, a tag from the first token, and alice.
    JsonObject archive =
        given(
            client.call(
                "AssumeRole",
                Optional.of(Keys.of(deploy)),
                Map.of(
                    "RoleArn",
                    ARCHIVE,
                    "RoleSessionName",
                    "chained",
                    "ExternalId",
                    "ticket-1",
                    "DurationSeconds",
                    900)));
    assertThat(Answers.text((JsonObject) archive.get("AssumedRoleUser").orElseThrow(), "Arn"))
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/Archive/chained");
    assertThat(
            Answers.text(
                given(client.call("GetCallerIdentity", Optional.of(Keys.of(archive)), Map.of())),
                "Account"))
        .isEqualTo("222222222222");
  }

  @Test
  void refreshesWithTheTokenThatIsThereThen() throws Exception {
    JsonObject before = recordedIdentity();
    writeToken("alice2");
    assertThat(recordedIdentity()).as("there is no need yet").isEqualTo(before);
    client.passAnHour();
    JsonObject after = recordedIdentity();
    writeToken("alice");
    client.passAnHour();

    assertThat(Json.write(before)).contains("\"sourceIdentity\":\"alice\"");
    assertThat(Json.write(after)).contains("\"sourceIdentity\":\"alice2\"");
    assertThat(Answers.text(after, AuditFields.ACCESS_KEY_ID))
        .isNotEqualTo(Answers.text(before, AuditFields.ACCESS_KEY_ID));
  }

  @Test
  void throwsTheClassOfEachError() throws Exception {
    assertRefused(
        web("this-is-no-token"), "InvalidIdentityToken", modelled("InvalidIdentityTokenException"));
    Date past = Date.from(Instant.now().minus(Duration.ofHours(1)));
    assertRefused(
        web(sts.ci.token(sts.ci.claims("repo:acme/reports", WEB).expirationTime(past).build())),
        "ExpiredTokenException",
        modelled("ExpiredTokenException"));
    assertRefused(
        web(sts.cluster.podToken("acme", "reporter", "not-known-yet-0", WEB)),
        "IDPCommunicationError",
        modelled("IDPCommunicationErrorException"));
    assertRefused(
        web(sts.ci.token(sts.ci.claims("repo:other", WEB).build())), "AccessDenied", other());
  }

  @Test
  void throwsTheClassOfErrorsOfSignedActions() throws Exception {
    assertRefused(
        assume(DEPLOY, Map.of("Policy", "{\"Version\":\"2012-10-17\",\"Statement\":[{}]}")),
        "MalformedPolicyDocument",
        modelled("MalformedPolicyDocumentException"));
    assertRefused(
        assume(DEPLOY, Map.of("Tags", longTags())),
        "PackedPolicyTooLarge",
        modelled("PackedPolicyTooLargeException"));
    assertRefused(assume(DEPLOY, Map.of("DurationSeconds", 3601)), "ValidationError", other());
    assertRefused(
        assume(
            DEPLOY,
            Map.of(
                "Tags",
                List.of(Map.of("Key", "k", "Value", "1"), Map.of("Key", "K", "Value", "2")))),
        "InvalidParameterValue",
        other());
    assertRefused(assume(CLOSED, Map.of()), "AccessDenied", other());
  }

  @Test
  void throwsTheClassOfErrorsOfCredentials() throws Exception {
    assertRefused(identity(expired), "ExpiredToken", other());
    assertRefused(
        identity(new Keys(expired.accessKeyId(), expired.secretAccessKey(), "garbage")),
        "InvalidClientTokenId",
        other());
    Keys good = Keys.of(given(assume(DEPLOY, Map.of())));
    assertRefused(
        identity(new Keys(good.accessKeyId(), "x".repeat(40), good.sessionToken())),
        "SignatureDoesNotMatch",
        other());
  }

  private Answer call(String action, Map<String, ?> parameters) throws Exception {
    return client.call(action, Optional.empty(), parameters);
  }

  private Answer identity(Keys keys) throws Exception {
    return client.call("GetCallerIdentity", Optional.of(keys), Map.of());
  }

  private Answer assume(String role, Map<String, ?> more) throws Exception {
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.put("RoleArn", role);
    parameters.put("RoleSessionName", "chained");
    return call("AssumeRole", parameters);
  }

  private Answer web(String token) throws Exception {
    return call(
        "AssumeRoleWithWebIdentity",
        Map.of("RoleArn", CI, "RoleSessionName", "client", "WebIdentityToken", token));
  }

  private static JsonObject given(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Given.class);
    return ((Answer.Given) answer).result();
  }

  private static void assertRefused(Answer answer, String code, String exception) {
    assertThat(answer).isEqualTo(new Answer.Refused(exception, code));
  }

  private void writeToken(String sourceIdentity) throws Exception {
    Files.writeString(
        tokenFile,
        sts.ci.token(
            sts.ci
                .claims("repo:acme/reports", WEB)
                .claim("https://aws.amazon.com/source_identity", sourceIdentity)
                .claim(
                    "https://aws.amazon.com/tags",
                    Map.of(
                        "principal_tags",
                        Map.of("Project", List.of("Automation")),
                        "transitive_tag_keys",
                        List.of("Project")))
                .build()));
  }

  /** Who the client is by its default chain, as the audit events have it. */
  private JsonObject recordedIdentity() throws Exception {
    int before = identities().size();
    given(call("GetCallerIdentity", Map.of()));
    String event =
        Awaitility.await().until(this::identities, events -> events.size() == before + 1).getLast();
    JsonObject read = (JsonObject) Json.parse(event);
    return (JsonObject) read.get(AuditFields.USER_IDENTITY).orElseThrow();
  }

  private List<String> identities() throws IOException {
    return sts.audit()
        .lines()
        .filter(line -> line.contains("\"eventName\":\"GetCallerIdentity\"") && line.endsWith("}"))
        .toList();
  }

  /** More than a session token takes, however it is packed. */
  private static List<Map<String, String>> longTags() {
    Random random = new Random(1);
    List<Map<String, String>> tags = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      StringBuilder value = new StringBuilder();
      while (value.length() < 240) {
        value.append(Long.toString(random.nextLong() & Long.MAX_VALUE, 36));
      }
      tags.add(Map.of("Key", "Tag" + i, "Value", value.substring(0, 240)));
    }
    return tags;
  }

  /** Of a session that is over before any test looks at it. */
  private static Keys expiredKeys(Path folder) throws Exception {
    MasterKeys keys = MasterKeys.parse(Files.readString(folder.resolve("state/session-keys.json")));
    SessionDraft draft =
        new SessionDraft(
            RoleId.ofUid("any"),
            RoleArn.parse(CI).orElseThrow(),
            new SessionName("over"),
            Map.of(),
            Set.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Duration.ofSeconds(1));
    SessionIssuer.Result result =
        new SessionIssuer(() -> keys, Clock.systemUTC(), new SecureRandom()).issue(draft);
    return Keys.of(((SessionIssuer.Result.Issued) result).credentials());
  }
}
