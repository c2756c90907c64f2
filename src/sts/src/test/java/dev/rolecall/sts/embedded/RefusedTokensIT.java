package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.session.Credentials;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionIssuer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Tokens that are not good, as whoever tries them out sees them: whole answers are compared. */
class RefusedTokensIT {
  private static EmbeddedSts sts;
  private static String keys;
  private static Credentials good;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
    keys = Files.readString(folder.resolve("state/session-keys.json"));
    good = issue(keys, Duration.ZERO);
    assertThat(Doors.whoami(sts.uri(), presented(good)).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void answersAllThatIsNotASessionAlike() throws Exception {
    Map<String, AwsSessionCredentials> refused = new LinkedHashMap<>();
    forged()
        .forEach((what, token) -> {
          refused.put(what, with(good.secretAccessKey().reveal(), token));
          refused.put(what + ", by another secret", with("other", token));
        });
    refused.put("of the future", presented(issue(keys, Duration.ofHours(1))));
    refused.put("of another key", presented(issue(foreign("other"), Duration.ZERO)));
    refused.put("of another key of the same id", presented(issue(foreign(kid()), Duration.ZERO)));
    refused.put(
        "of another session",
        AwsSessionCredentials.create(
            good.accessKeyId().value(),
            good.secretAccessKey().reveal(),
            issue(keys, Duration.ZERO).sessionToken().reveal()));
    Credentials over = issue(keys, Duration.ofHours(-2));
    refused.put(
        "over, by whoever has the token alone",
        AwsSessionCredentials.create(
            over.accessKeyId().value(), "other", over.sessionToken().reveal()));

    assertAlike(refused, "InvalidClientTokenId");
  }

  /** Clients refresh when they are told so; it is told to nobody but the session's owner. */
  @Test
  void tellsTheOwnerAlikeOfEverySessionThatIsOver() throws Exception {
    Credentials expired = issue(keys, Duration.ofHours(-2));
    Credentials ofNoRole = issue(keys, Duration.ZERO, "no such role");
    assertAlike(
        Map.of("expired", presented(expired), "of a role that is gone", presented(ofNoRole)),
        "ExpiredToken");
  }

  private static Map<String, String> forged() {
    String token = good.sessionToken().reveal();
    int tag = token.lastIndexOf('.') + 1;
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("garbled", "nonsense");
    forged.put("truncated a little", token.substring(0, token.length() - 1));
    forged.put("truncated by half", token.substring(0, token.length() / 2));
    forged.put("without its tag", token.substring(0, tag));
    forged.put("with another tag", token.substring(0, tag) + "A".repeat(21) + "A");
    forged.put("with another beginning", "A" + token.substring(1));
    forged.put("with one letter changed", changed(token, tag - 5));
    forged.put("twice", token + token);
    forged.put("too long", "A".repeat(5000));
    return forged;
  }

  private static String changed(String token, int at) {
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  private static void assertAlike(Map<String, AwsSessionCredentials> sessions, String code)
      throws Exception {
    Map<String, Set<String>> answers = new TreeMap<>();
    for (Map.Entry<String, AwsSessionCredentials> session : sessions.entrySet()) {
      String seen =
          seen(Doors.whoami(sts.uri(), session.getValue()))
              + seen(Doors.assumeRole(sts.uri(), session.getValue(), Chain.DEPLOY))
              + seen(Doors.authorize(sts, session.getValue()));
      answers.computeIfAbsent(seen, none -> new TreeSet<>()).add(session.getKey());
    }
    assertThat(answers).as("one answer for all").hasSize(1);
    assertThat(answers.keySet().iterator().next())
        .contains("403", "<Code>" + code + "</Code>", "\"" + code + "\"");
  }

  /** All of an answer but what numbers and dates it. */
  private static String seen(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    headers.replaceAll((name, values) -> name.contains("requestid") ? List.of("id") : values);
    return answer.statusCode()
        + " "
        + headers
        + "\n"
        + answer.body().replaceAll("<RequestId>[^<]+", "<RequestId>")
        + "\n";
  }

  private static Credentials issue(String keySet, Duration offset) {
    return issue(keySet, offset, "iamrole acme/reports");
  }

  /** As sts issues it, by a clock that is so much ahead. */
  private static Credentials issue(String keySet, Duration offset, String role) {
    SessionIssuer issuer =
        new SessionIssuer(
            () -> MasterKeys.parse(keySet),
            Clock.offset(Clock.systemUTC(), offset),
            new SecureRandom());
    SessionDraft draft =
        new SessionDraft(
            RoleId.ofUid(UUID.nameUUIDFromBytes(role.getBytes(StandardCharsets.UTF_8)).toString()),
            RoleArn.parse(EmbeddedSts.ROLE).orElseThrow(),
            new SessionName("forger"),
            Map.of(),
            Set.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Duration.ofHours(1));
    return switch (issuer.issue(draft)) {
      case SessionIssuer.Result.Issued issued -> issued.credentials();
      case SessionIssuer.Result.TooLarge tooLarge -> throw new AssertionError(tooLarge);
    };
  }

  private static String foreign(String kid) {
    return MasterKeys.withNewKey("", Clock.systemUTC())
        .replaceAll("\"kid\":\"[^\"]+\"", "\"kid\":\"" + kid + "\"");
  }

  private static String kid() {
    return keys.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
  }

  private static AwsSessionCredentials presented(Credentials session) {
    return AwsSessionCredentials.create(
        session.accessKeyId().value(),
        session.secretAccessKey().reveal(),
        session.sessionToken().reveal());
  }

  private static AwsSessionCredentials with(String secret, String token) {
    return AwsSessionCredentials.create(good.accessKeyId().value(), secret, token);
  }
}
