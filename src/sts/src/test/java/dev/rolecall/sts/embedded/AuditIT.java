package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.CREDENTIALS;
import static dev.rolecall.sts.embedded.EmbeddedSts.ROLE;
import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static dev.rolecall.sts.embedded.EmbeddedSts.encode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.fakes.CloudTrailShape;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.sts.Answers;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class AuditIT {
  /** What is inside of these is named by others. */
  private static final Set<String> OPEN = Set.of(AuditFields.SESSION_TAGS, AuditFields.UNVERIFIED);

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
  void recordsEachCallOnceWhateverBecomesOfIt() throws Exception {
    AwsSessionCredentials reporter =
        Answers.credentials(sts.podIdentity(sts.agent(), sts.reporter(CREDENTIALS)));
    AwsSessionCredentials ci = Chain.asCi(sts, "alice");
    Chain.whoami(sts, reporter);
    Chain.assume(sts, ci, Chain.DEPLOY, call -> {});
    int before = awaitEvent(ids(Chain.assume(sts, ci, Chain.DEPLOY, call -> {}))).size();

    List<HttpResponse<String>> answers =
        List.of(
            sts.assume(ROLE, sts.reporter(WEB)),
            sts.assume(ROLE, sts.cluster.podToken("globex", "intruder", "intruder-0", WEB)),
            sts.assume(ROLE, "e30.e30.e30"),
            sts.assume("no-arn-at-all-of-any-role", sts.reporter(WEB)),
            sts.query("Action=%zz"),
            sts.query("Action=AssumeRole&Action=AssumeRole"),
            sts.query("Version=2011-06-15"),
            sts.query("Action=DeleteEverything&Version=2011-06-15"),
            sts.query("Action=GetCallerIdentity&Version=1"),
            sts.query("Action=GetCallerIdentity&Version=2011-06-15"),
            sts.query("Action=AssumeRole&Version=2011-06-15&RoleArn=" + encode(ROLE)),
            sts.podIdentity(sts.agent(), sts.reporter(CREDENTIALS)),
            sts.podIdentity("no token", sts.reporter(CREDENTIALS)),
            sts.podIdentity(sts.agent(), "no token"),
            sts.post("/clusters/other/assume-role-for-pod-identity", "{}"),
            sts.post("/clusters/rolecall/assume-role-for-pod-identity", "[]"),
            sts.authorize("no token", "{}"),
            sts.authorize(sts.store(), "{}"),
            sts.assume(ROLE, sts.reporter(WEB)));
    List<JsonObject> events =
        awaitEvent(Answers.element(answers.getLast(), "RequestId")).stream().skip(before).toList();

    assertThat(events).hasSameSizeAs(answers);
    assertThat(events)
        .extracting(event -> member(event, AuditFields.EVENT_NAME))
        .containsExactly(
            "AssumeRoleWithWebIdentity",
            "AssumeRoleWithWebIdentity",
            "AssumeRoleWithWebIdentity",
            "AssumeRoleWithWebIdentity",
            "Unknown",
            "Unknown",
            "Unknown",
            "Unknown",
            "Unknown",
            "GetCallerIdentity",
            "AssumeRole",
            "AssumeRoleForPodIdentity",
            "AssumeRoleForPodIdentity",
            "AssumeRoleForPodIdentity",
            "AssumeRoleForPodIdentity",
            "AssumeRoleForPodIdentity",
            "Authorize",
            "Authorize",
            "AssumeRoleWithWebIdentity");
    for (JsonObject event : events()) {
      CloudTrailShape.assertRecord(event);
      assertNamed((JsonObject) additional(event));
    }
    assertThat(sts.audit())
        .doesNotContain(ci.secretAccessKey(), ci.sessionToken())
        .doesNotContain(reporter.secretAccessKey(), reporter.sessionToken())
        .doesNotContain(Answers.element(answers.getFirst(), "SessionToken"))
        .doesNotContain("eyJ");
  }

  @Test
  void saysWhoWasDeniedWhatByWhichPolicy() throws Exception {
    HttpResponse<String> refused =
        sts.assume(ROLE, sts.cluster.podToken("globex", "intruder", "intruder-0", WEB));
    JsonObject event = awaitEvent(Answers.element(refused, "RequestId")).getLast();

    assertThat(Json.write(event))
        .contains("\"type\":\"WebIdentityUser\"")
        .contains("\"userName\":\"system:serviceaccount:globex:intruder\"")
        .contains("\"recipientAccountId\":\"111111111111\"")
        .contains("\"roleArn\":\"" + ROLE + "\"");
    assertThat(Json.write(additional(event)))
        .contains("\"effect\":\"ImplicitDeny\"", "\"layer\":\"role trust policy\"")
        .contains("\"namespace\":\"globex\"", "\"pod\":\"intruder-0\"")
        .contains("\"serviceAccount\":\"intruder\"", "\"node\":");
  }

  @Test
  void marksWhatARefusedTokenClaims() throws Exception {
    TestIssuer stranger = new TestIssuer(EmbeddedSts.CLUSTER_ISSUER);
    HttpResponse<String> refused =
        sts.assume(ROLE, stranger.podToken("acme", "reporter", "reporter-0", WEB));
    JsonObject event = awaitEvent(Answers.element(refused, "RequestId")).getLast();

    assertThat(Json.write(event))
        .contains("\"userIdentity\":{\"type\":\"Unknown\"}")
        .contains("\"unverified\":{")
        .contains("\"sub\":\"system:serviceaccount:acme:reporter\"")
        .doesNotContain("\"workload\"");
  }

  @Test
  void recordsWhatNobodyLookedAt() throws Exception {
    assertThat(sts.query("x".repeat(70_000)).statusCode()).isEqualTo(413);

    JsonObject event = awaitEvent("RequestEntityTooLarge").getLast();
    CloudTrailShape.assertRecord(event);
    assertThat(Json.write(event))
        .contains("\"eventSource\":\"sts.amazonaws.com\"", "\"eventName\":\"Unknown\"")
        .contains("\"sourceIPAddress\":\"127.0.0.1\"");
  }

  @Test
  void letsNoParameterForgeALine() throws Exception {
    String forged = "x\r\n{\"eventName\":\"forged\"}\u2028\u202e\u0007\u0085";
    HttpResponse<String> refused =
        sts.assume(ROLE, sts.reporter(WEB), "RoleArn2=x", "ProviderId=" + encode(forged));
    HttpResponse<String> unknown = sts.query("Version=2011-06-15&Action=" + encode(forged));

    awaitEvent(Answers.element(refused, "RequestId"));
    awaitEvent(Answers.element(unknown, "RequestId"));
    assertThat(sts.audit()).matches("([\\x20-\\x7E]+\\n)+").doesNotContain("\n{\"eventName\"");
    assertThat(events())
        .extracting(event -> member(event, AuditFields.EVENT_NAME))
        .doesNotContain("forged");
  }

  private static String ids(software.amazon.awssdk.services.sts.model.AssumeRoleResponse answer) {
    return answer.credentials().accessKeyId();
  }

  /** All events, once there is one with this text. */
  private static List<JsonObject> awaitEvent(String text) throws Exception {
    Awaitility.await().until(sts::audit, log -> log.contains(text) && log.endsWith("\n"));
    List<JsonObject> events = events();
    int last = 0;
    for (int i = 0; i < events.size(); i++) {
      if (Json.write(events.get(i)).contains(text)) {
        last = i;
      }
    }
    return events.subList(0, last + 1);
  }

  private static List<JsonObject> events() throws IOException, JsonException {
    List<JsonObject> events = new java.util.ArrayList<>();
    for (String line : sts.audit().lines().toList()) {
      events.add((JsonObject) Json.parse(line));
    }
    return events;
  }

  private static String member(JsonObject event, String name) {
    return ((JsonString) event.get(name).orElseThrow()).value();
  }

  private static JsonValue additional(JsonObject event) {
    return event.get(AuditFields.ADDITIONAL_EVENT_DATA).orElseThrow();
  }

  /** Rolecall's own members are those of the page. */
  private static void assertNamed(JsonObject object) throws IllegalAccessException {
    Set<String> names = new HashSet<>();
    for (Field field : AuditFields.class.getFields()) {
      names.add((String) field.get(null));
    }
    assertThat(namesIn(object)).isSubsetOf(names);
  }

  private static Stream<String> namesIn(JsonObject object) {
    return object.members().stream()
        .flatMap(member ->
            Stream.concat(
                Stream.of(member.name()),
                member.value() instanceof JsonObject inner && !OPEN.contains(member.name())
                    ? namesIn(inner)
                    : Stream.empty()));
  }
}
