package dev.rolecall.agent.imds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.Samples;
import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.config.ImdsConfig;
import dev.rolecall.agent.config.ImdsConfig.Versions;
import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.endpoint.EndpointAnswer;
import dev.rolecall.agent.endpoint.FakeNode;
import dev.rolecall.agent.node.NodeFacts;
import dev.rolecall.agent.node.PodPermissions;
import dev.rolecall.fakes.MovableClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImdsEndpointTest {
  private static final String TOKEN = "/latest/api/token";
  private static final String ROLE = "/latest/meta-data/iam/security-credentials/";
  private static final String LIFE = "X-aws-ec2-metadata-token-ttl-seconds: ";
  private static final String SHOWN = "X-aws-ec2-metadata-token: ";

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final SecureRandom random = new SecureRandom();
  private final TokenKey key = TokenKey.fresh(random);
  private final FakeNode node = new FakeNode();
  private final ImdsEndpoint imds = endpoint(Versions.SECOND_ONLY);
  private final Connection pod = node.connect(FakeNode.pod(1, FakeNode.ALL));
  private final Connection other = node.connect(FakeNode.pod(2, FakeNode.ALL));
  private final Connection shut =
      node.connect(FakeNode.pod(3, new PodPermissions(false, true, true)));
  private final Connection host = node.connect(new Caller.Host());
  private final Connection notYet = node.connect(new Caller.NotYet("no pod has the address"));
  private final Connection stranger = node.connect(new Caller.Stranger("another's address"));

  private ImdsEndpoint endpoint(Versions versions) {
    return new ImdsEndpoint(
        node.services(),
        new ImdsConfig(versions, 1, Optional.empty(), Optional.empty(), Optional.empty()),
        key,
        clock,
        random);
  }

  private EndpointAnswer ask(Connection from, String method, String target, String... headers) {
    return imds.answer(FakeNode.request(from, method, target, headers))
        .toCompletableFuture()
        .join();
  }

  private EndpointAnswer get(Connection from, String target) {
    return ask(from, "GET", target, SHOWN + token(from));
  }

  private String token(Connection from) {
    EndpointAnswer answer = ask(from, "PUT", TOKEN, LIFE + "21600");
    assertThat(answer.status()).isEqualTo(200);
    return text(answer);
  }

  private static String text(EndpointAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void givesATokenAsEc2Does() {
    EndpointAnswer answer = ask(pod, "PUT", TOKEN, LIFE + "60", "Content-Length: 0");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).matches("[A-Za-z0-9_-]{64}");
    assertThat(answer.headers())
        .containsEntry("Content-Type", "text/plain")
        .containsEntry("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", "60")
        .containsEntry("Server", "EC2ws")
        .containsEntry("Accept-Ranges", "none")
        .containsEntry("Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT")
        .containsEntry("Date", "Sun, 01 Mar 2026 12:00:00 GMT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "0", "21601", "-1", "+1", "1e3", "01", "1.0", "0x10", "60s", "99999", "100000", "1,2",
        "six"
      })
  void refusesEveryOtherLifeOfATokenThanOneToSixHours(String life) {
    assertThat(ask(pod, "PUT", TOKEN, LIFE + life).status()).isEqualTo(400);
  }

  @Test
  void refusesALifeThatIsMissingOrSaidTwice() {
    assertThat(ask(pod, "PUT", TOKEN).status()).isEqualTo(400);
    assertThat(ask(pod, "PUT", TOKEN, LIFE + "60", LIFE + "60").status()).isEqualTo(400);
    assertThat(ask(pod, "PUT", TOKEN, LIFE + "1").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 10.0.0.2",
        "x-forwarded-for: 10.0.0.2",
        "X-FORWARDED-FOR:",
        "Forwarded: for=10.0.0.2",
        "X-Real-IP: 10.0.0.2",
        "Via: 1.1 proxy"
      })
  void refusesWhatCameThroughAProxy(String header) {
    assertThat(ask(pod, "PUT", TOKEN, LIFE + "60", header).status()).isEqualTo(403);
    assertThat(ask(pod, "GET", ROLE, SHOWN + token(pod), header).status()).isEqualTo(403);
    assertThat(ask(pod, "PUT", TOKEN, LIFE + "60", header, header).status()).isEqualTo(403);
    assertThat(node.refused()).containsOnly("forwarded");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /latest/api/token, PUT",
    "POST, /latest/api/token, PUT",
    "HEAD, /latest/api/token, PUT",
    "PUT, /latest/meta-data/iam/info, GET",
    "POST, /latest/meta-data/instance-id, GET",
    "DELETE, /latest/meta-data/instance-id, GET",
    "HEAD, /latest/meta-data/instance-id, GET",
    "get, /latest/meta-data/instance-id, GET"
  })
  void saysWhichMethodThereIs(String method, String path, String allowed) {
    EndpointAnswer answer = ask(pod, method, path);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("Allow", allowed);
  }

  @Test
  void givesThePodsOwnRoleAndCredentials() {
    EndpointAnswer name = get(pod, ROLE);
    assertThat(name.status()).isEqualTo(200);
    assertThat(text(name)).isEqualTo("Reader");
    assertThat(text(get(pod, ROLE.substring(0, ROLE.length() - 1)))).isEqualTo("Reader");

    EndpointAnswer credentials = get(pod, ROLE + "Reader");
    assertThat(credentials.status()).isEqualTo(200);
    assertThat(credentials.headers()).containsEntry("Content-Type", "text/plain");
    assertThat(text(credentials))
        .isEqualTo(
            """
            {"Code":"Success",\
            "LastUpdated":"2026-03-01T12:00:00Z",\
            "Type":"AWS-HMAC",\
            "AccessKeyId":"ASIAQWERTYUIOPASDFGH",\
            "SecretAccessKey":"secret of imds web-1",\
            "Token":"the-session-token",\
            "Expiration":"2026-03-01T13:00:00Z"}\
            """);
    assertThat(text(get(other, ROLE + "Reader"))).contains("secret of imds web-2");
    assertThat(node.refusals()).isEmpty();
  }

  @Test
  void hasNoOtherRole() {
    assertThat(get(pod, ROLE + "reader").status()).isEqualTo(404);
    assertThat(get(pod, ROLE + "Writer").status()).isEqualTo(404);
    assertThat(node.refused()).containsExactly("role", "role");
  }

  @Test
  void saysNothingWithoutAToken() {
    for (String path : new String[] {ROLE, ROLE + "Reader", "/latest/meta-data/instance-id"}) {
      assertThat(ask(pod, "GET", path).status()).isEqualTo(401);
      assertThat(ask(pod, "GET", path, SHOWN).status()).isEqualTo(401);
      assertThat(ask(pod, "GET", path, SHOWN + "AQAAAA==").status()).isEqualTo(401);
    }
    assertThat(node.refused()).contains("token-missing", "token-foreign");
  }

  @Test
  void takesAPodsTokenFromThatPodOnly() {
    String token = token(pod);

    for (Connection thief : new Connection[] {other, host}) {
      EndpointAnswer answer = ask(thief, "GET", ROLE + "Reader", SHOWN + token);
      assertThat(answer.status()).isEqualTo(401);
    }
    assertThat(ask(pod, "GET", ROLE, SHOWN + token(host)).status()).isEqualTo(401);
    assertThat(ask(pod, "GET", ROLE, SHOWN + token, SHOWN + token).status()).isEqualTo(401);
    assertThat(node.refusals())
        .allMatch(refusal -> refusal.code().equals("token-foreign"))
        .noneMatch(refusal -> refusal.toString().contains(token))
        .first()
        .extracting(refusal -> refusal.pod().orElseThrow().name())
        .isEqualTo("web-2");
  }

  @Test
  void takesNoTokenOfAnotherPodRightAfterThatPodsGoodCall() {
    String token = token(pod);
    String own = token(other);

    for (int turn = 0; turn < 2; turn++) {
      assertThat(ask(pod, "GET", ROLE, SHOWN + token).status()).isEqualTo(200);
      assertThat(ask(other, "GET", ROLE, SHOWN + token).status()).isEqualTo(401);
      assertThat(ask(host, "GET", ROLE, SHOWN + token).status()).isEqualTo(401);
      assertThat(ask(other, "GET", ROLE, SHOWN + own).status()).isEqualTo(200);
    }
    assertThat(node.refused()).hasSize(4).containsOnly("token-foreign");
  }

  @Test
  void takesNoTokenThatIsAlmostTheLastGoodOne() {
    String token = token(pod);
    assertThat(ask(pod, "GET", ROLE, SHOWN + token).status()).isEqualTo(200);

    for (int at : new int[] {0, 20, 63}) {
      char changed = token.charAt(at) == 'A' ? 'B' : 'A';
      String forged = token.substring(0, at) + changed + token.substring(at + 1);
      assertThat(ask(pod, "GET", ROLE, SHOWN + forged).status()).isEqualTo(401);
    }
    assertThat(ask(pod, "GET", ROLE, SHOWN + token).status()).isEqualTo(200);
  }

  @Test
  void endsATokenThatWasGoodAMomentBefore() {
    String token = text(ask(pod, "PUT", TOKEN, LIFE + "60"));
    assertThat(ask(pod, "GET", ROLE, SHOWN + token).status()).isEqualTo(200);

    clock.advance(Duration.ofSeconds(60));

    assertThat(ask(pod, "GET", ROLE, SHOWN + token).status()).isEqualTo(401);
    assertThat(node.refused()).containsExactly("token-expired");
  }

  @Test
  void takesATokenUntilItsEndAndFromAnAgentThatWasRestarted() {
    String token = token(pod);
    ImdsEndpoint restarted = endpoint(Versions.SECOND_ONLY);
    var request = FakeNode.request(pod, "GET", ROLE, SHOWN + token);
    assertThat(restarted.answer(request).toCompletableFuture().join().status()).isEqualTo(200);

    clock.advance(Duration.ofSeconds(21_600));

    assertThat(ask(pod, "GET", ROLE, SHOWN + token).status()).isEqualTo(401);
    assertThat(node.refused()).containsExactly("token-expired");
  }

  @Test
  void takesNoTokenOfAnotherNode() {
    String token = token(pod);
    node.is(
        new NodeFacts(
            "node-b",
            "99999999-2222-3333-4444-555555555555",
            "rolecall",
            "eu-west-1",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));

    assertThat(ask(pod, "GET", ROLE, SHOWN + token).status()).isEqualTo(401);
  }

  @Test
  void servesTheFirstVersionWhereItIsOnAndTheSame() {
    ImdsEndpoint both = endpoint(Versions.BOTH);

    var without = both.answer(FakeNode.request(pod, "GET", ROLE + "Reader"));
    assertThat(text(without.toCompletableFuture().join())).contains("secret of imds web-1");
    var foreign = both.answer(FakeNode.request(pod, "GET", ROLE, SHOWN + token(other)));
    assertThat(foreign.toCompletableFuture().join().status()).isEqualTo(401);
  }

  @Test
  void refusesAtOnceWhereTheAccountShutsIt() {
    assertThat(ask(shut, "PUT", TOKEN, LIFE + "60").status()).isEqualTo(403);
    assertThat(ask(shut, "GET", ROLE).status()).isEqualTo(404);
    assertThat(ask(shut, "GET", ROLE + "Reader").status()).isEqualTo(403);
    assertThat(ask(shut, "GET", "/latest/meta-data/instance-id").status()).isEqualTo(403);
    assertThat(ask(shut, "GET", "/latest/user-data").status()).isEqualTo(403);
    assertThat(node.refused()).containsOnly("shut");
  }

  @Test
  void knowsNoStrangersAndBidsNewPodsToComeAgain() {
    assertThat(ask(stranger, "PUT", TOKEN, LIFE + "60").status()).isEqualTo(403);
    assertThat(ask(stranger, "GET", ROLE).status()).isEqualTo(403);
    assertThat(node.refused()).containsExactly("stranger", "stranger");
    assertThat(ask(notYet, "PUT", TOKEN, LIFE + "60").status()).isEqualTo(503);
    assertThat(ask(notYet, "GET", ROLE).status()).isEqualTo(503);
    node.forgetsItself();
    assertThat(ask(pod, "PUT", TOKEN, LIFE + "60").status()).isEqualTo(503);
  }

  @Test
  void givesProcessesOfTheNodeTheNodesRole() {
    assertThat(text(get(host, ROLE + "Reader"))).contains("secret of node");
    assertThat(text(get(host, "/latest/dynamic/instance-identity/document")))
        .contains("\"accountId\":\"111111111111\"", "\"privateIp\":null");
  }

  @Test
  void findsNoRoleWhereStsRefusesAndComesBackLaterWhereItIsAway() {
    node.gives(new CredentialAnswer.Refused(400, "AccessDeniedException", "no role"));
    assertThat(ask(pod, "PUT", TOKEN, LIFE + "60").status()).isEqualTo(200);
    for (String path : new String[] {ROLE, ROLE + "Reader", "/latest/meta-data/iam/info"}) {
      assertThat(get(pod, path).status()).isEqualTo(404);
    }

    node.gives(new CredentialAnswer.Unavailable("sts is away"));
    for (String path : new String[] {ROLE, ROLE + "Reader", "/latest/meta-data/iam/info"}) {
      assertThat(get(pod, path).status()).isEqualTo(503);
    }
  }

  @Test
  void tellsOfTheInstance() {
    assertThat(text(get(pod, "/latest/meta-data/placement/availability-zone/")))
        .isEqualTo("eu-west-1b");
    assertThat(text(get(pod, "/latest/meta-data/placement/region"))).isEqualTo("eu-west-1");
    assertThat(text(get(pod, "/latest/meta-data/instance-id"))).matches("i-[0-9a-f]{17}");
    assertThat(text(get(pod, "/latest/meta-data/iam/info")))
        .matches(
            "\\{\"Code\":\"Success\",\"LastUpdated\":\"2026-03-01T12:00:00Z\","
                + "\"InstanceProfileArn\":\"arn:aws:iam::111111111111:instance-profile/Reader\","
                + "\"InstanceProfileId\":\"AIPA[A-Z2-7]{17}\"}");
    assertThat(text(get(pod, "/latest/dynamic/instance-identity/document")))
        .contains(
            "\"accountId\":\"" + Samples.ACCOUNT + "\"",
            "\"architecture\":\"x86_64\"",
            "\"instanceType\":\"m7g.large\"",
            "\"privateIp\":\"10.0.0.1\"",
            "\"pendingTime\":\"2026-03-01T11:00:00Z\"",
            "\"version\":\"2017-09-30\"");
  }

  @ParameterizedTest
  @CsvSource({
    "rack-7, eu-west-1a",
    "eu-west-2b, eu-west-1a",
    ", eu-west-1a",
    "eu-west-1c, eu-west-1c"
  })
  void namesAZoneFromWhichSdksCanTellTheRegion(String label, String zone) {
    node.is(
        new NodeFacts(
            "node-a",
            "uid",
            "rolecall",
            "eu-west-1",
            Optional.ofNullable(label),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));

    assertThat(text(get(pod, "/latest/meta-data/placement/availability-zone"))).isEqualTo(zone);
  }

  @Test
  void refusesBodiesAndCloses() {
    for (String framing : new String[] {"Content-Length: 5", "Transfer-Encoding: chunked"}) {
      EndpointAnswer answer = ask(pod, "PUT", TOKEN, LIFE + "60", framing);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.headers()).containsEntry("Connection", "close");
    }
    assertThat(node.refused()).containsExactly("body", "body");
  }

  @Test
  void hasNothingElse() {
    assertThat(get(pod, "/latest/user-data").status()).isEqualTo(404);
    assertThat(get(pod, "/latest/meta-data/iam/security-credentials-extended/").status())
        .isEqualTo(404);
    assertThat(node.refused()).containsExactly("path", "path");
  }

  @Test
  void endsNoBodyInANewLine() {
    assertThat(
            Stream.of(
                    get(pod, ROLE),
                    get(pod, ROLE + "Reader"),
                    get(pod, "/latest/meta-data/placement/region"),
                    get(pod, "/latest/user-data"),
                    ask(pod, "PUT", TOKEN, LIFE + "60"))
                .map(ImdsEndpointTest::text))
        .noneMatch(text -> text.endsWith("\n"));
  }
}
