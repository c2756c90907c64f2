package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Sessions of every kind, and what ends them: each change of the folder ends those that it is about
 * and no others, at every door. In order, since what is over stays so.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionDeathIT {
  private static final String EXPIRED = "ExpiredToken";
  private static final Map<String, AwsSessionCredentials> SESSIONS = new LinkedHashMap<>();

  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts = EmbeddedSts.start(folder);
    SESSIONS.put(
        "container",
        Answers.credentials(sts.podIdentity(sts.agent(), sts.reporter("pods.eks.amazonaws.com"))));
    SESSIONS.put(
        "web identity of a pod",
        Answers.assumed(sts.assume(EmbeddedSts.ROLE, sts.reporter(EmbeddedSts.WEB))));
    AwsSessionCredentials ci = Chain.asCi(sts, "alice");
    SESSIONS.put("web identity of a CI system", ci);
    AwsSessionCredentials deploy =
        Chain.credentials(Chain.assume(sts, ci, Chain.DEPLOY, call -> {}));
    SESSIONS.put("chained", deploy);
    SESSIONS.put(
        "chained twice",
        Chain.credentials(
            Chain.assume(sts, deploy, Chain.ARCHIVE, call -> call.externalId("ticket-1"))));
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  @Order(1)
  void keepsAllThroughARestartWithTheirIds() throws Exception {
    Map<String, String> before = userIds();
    sts.restartWith("acme.yaml", "maxSessionDuration: 7200", "maxSessionDuration: 7201");
    assertOver(Set.of());
    assertThat(userIds()).isEqualTo(before);
  }

  @Test
  @Order(2)
  void endsThoseOfAPodWithThePod() throws Exception {
    sts.restartWith(
        "acme.yaml",
        "metadata: {name: reporter-0, namespace: acme}",
        "metadata: {name: reporter-0, namespace: acme}\nstatus: {phase: Succeeded}");
    assertOver(Set.of("container", "web identity of a pod"));
  }

  @Test
  @Order(3)
  void endsNoneOfThemByTheRevocationOfAnotherRole() throws Exception {
    sts.restartWith(
        "acme.yaml",
        "roleName: Reports",
        "roleName: Reports\n  revokeSessionsIssuedBefore: \"" + Instant.now() + "\"");
    assertOver(Set.of("container", "web identity of a pod"));
  }

  @Test
  @Order(4)
  void endsThoseThatWereChainedFromARevokedRole() throws Exception {
    sts.restartWith(
        "chain.yaml",
        "roleName: Deploy",
        "roleName: Deploy\n  revokeSessionsIssuedBefore: \"" + Instant.now() + "\"");
    assertOver(Set.of("container", "web identity of a pod", "chained", "chained twice"));
    // Whoever lives gets a new one.
    assertThat(
            Doors.assumeRole(
                    sts.uri(),
                    Objects.requireNonNull(SESSIONS.get("web identity of a CI system")),
                    Chain.DEPLOY)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  @Order(5)
  void endsAllOfASuspendedAccount() throws Exception {
    sts.restartWith(
        "acme.yaml",
        "spec: {accountId: \"111111111111\", namespaces: [acme]}",
        "spec: {accountId: \"111111111111\", namespaces: [acme], suspended: true}");
    assertOver(SESSIONS.keySet());
  }

  private static void assertOver(Set<String> expected) throws Exception {
    Map<String, Set<String>> over = new LinkedHashMap<>();
    for (Map.Entry<String, AwsSessionCredentials> session : SESSIONS.entrySet()) {
      HttpResponse<String> whoami = Doors.whoami(sts.uri(), session.getValue());
      HttpResponse<String> chaining = Doors.assumeRole(sts.uri(), session.getValue(), Chain.CLOSED);
      HttpResponse<String> asked = Doors.authorize(sts, session.getValue());
      note(over, "GetCallerIdentity", session.getKey(), isExpired(whoami));
      note(over, "AssumeRole", session.getKey(), isExpired(chaining));
      note(over, "/authorize", session.getKey(), asked.body().contains("\"" + EXPIRED + "\""));
    }
    assertThat(over)
        .containsEntry("GetCallerIdentity", expected)
        .containsEntry("AssumeRole", expected)
        .containsEntry("/authorize", expected);
  }

  private static void note(
      Map<String, Set<String>> over, String door, String session, boolean isOver) {
    Set<String> sessions = over.computeIfAbsent(door, none -> new TreeSet<>());
    if (isOver) {
      sessions.add(session);
    }
  }

  private static boolean isExpired(HttpResponse<String> answer) {
    return answer.statusCode() == 403 && answer.body().contains("<Code>" + EXPIRED + "</Code>");
  }

  private static Map<String, String> userIds() throws Exception {
    Map<String, String> ids = new LinkedHashMap<>();
    for (Map.Entry<String, AwsSessionCredentials> session : SESSIONS.entrySet()) {
      HttpResponse<String> answer = Doors.whoami(sts.uri(), session.getValue());
      ids.put(session.getKey(), Answers.element(answer, "UserId"));
    }
    return ids;
  }
}
