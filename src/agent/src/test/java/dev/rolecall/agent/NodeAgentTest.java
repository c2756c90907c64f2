package dev.rolecall.agent;

import static dev.rolecall.agent.NodeFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.agent.NodeSts.Call;
import dev.rolecall.agent.config.PodLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeAgentTest {
  @TempDir Path folder;
  private NodeFixture node;

  @BeforeEach
  void start() {
    node = new NodeFixture(folder);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void givesAPodItsOwnCredentialsForItsOwnToken() {
    node.run("a", 1);

    Wire.Answer answer = node.ask(1, node.token("a"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains(Samples.KEY_ID, "\"Expiration\"");
    assertThat(node.sts().streamTokens()).containsOnly("Bearer the.agents.token");
  }

  @Test
  void asksStsOnceForAllTokensOfAPod() {
    node.run("a", 1);
    long before = tokenCalls();

    assertThat(node.ask(1, node.token("a")).status()).isEqualTo(200);
    assertThat(node.ask(1, otherToken("a")).status()).isEqualTo(200);

    assertThat(tokenCalls()).isEqualTo(before);
  }

  @Test
  void refusesATokenOfAnotherPod() {
    node.run("a", 1).run("b", 2);

    Wire.Answer answer = node.ask(2, node.token("a"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain(Samples.KEY_ID);
    until(() ->
        node.audit().stream()
            .anyMatch(line -> line.contains("another pod's") && line.contains("\"pod\":\"b\"")));
    assertThat(node.status("/metrics"))
        .contains("rolecall_agent_refusals_total{", "code=\"AccessDeniedException\"")
        .containsPattern("rolecall_agent_request_duration_seconds_count\\{endpoint=\"eks\"} [1-9]");
  }

  @Test
  void refusesTheAddressOfAPodByAnotherInterface() {
    node.run("a", 1);
    node.plug("b", 1);

    // Two interfaces with one address: nobody is told which is right.
    until(() -> node.ask(1, node.token("a")).status() == 503);
  }

  @Test
  void refusesTokensThatTheIssuerDidNotSign() {
    node.run("a", 1);
    String token = node.token("a");
    String signature = token.substring(token.lastIndexOf('.') + 1);
    String forged = token.replace(signature, new StringBuilder(signature).reverse());

    assertThat(node.ask(1, forged).status()).isEqualTo(401);
    assertThat(node.ask(1, "a.b.c").status()).isEqualTo(401);
    assertThat(node.ask(1, "").status()).isEqualTo(401);
  }

  @Test
  void refusesTokensForOthersOfOtherTimesAndOfOtherNodes() {
    node.run("a", 1);

    assertThat(status("aud", "sts.amazonaws.com")).isEqualTo(401);
    assertThat(status("iss", "https://other.example")).isEqualTo(401);
    assertThat(status("exp", Instant.now().getEpochSecond() - 60)).isEqualTo(401);
    assertThat(status("nbf", Instant.now().getEpochSecond() + 600)).isEqualTo(401);
    assertThat(status("kubernetes.io", kubernetes("node-b", "a"))).isEqualTo(403);
    assertThat(status("kubernetes.io", kubernetes("node-a", "b"))).isEqualTo(403);
  }

  @Test
  void servesNoCredentialsOfAPodThatIsGone() {
    node.run("a", 1);
    String token = node.token("a");

    node.sts().forget("a-uid");

    until(() -> node.ask(1, token).status() == 403);
    assertThat(node.ask(0, token).status()).isEqualTo(403);
  }

  @Test
  void resetsConnectionsOfAPodThatIsGone() throws Exception {
    node.run("a", 1);
    try (Socket kept = answered()) {
      node.sts().forget("a-uid");

      assertThatThrownBy(() -> kept.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void resetsConnectionsOfAPodWhoseInterfaceIsGone() throws Exception {
    node.run("a", 1);
    try (Socket kept = answered()) {
      node.unplug("a");

      assertThatThrownBy(() -> kept.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class);
    }
  }

  /** A connection of pod 1 that stays open after its answer. */
  private Socket answered() throws IOException {
    Socket kept =
        new Socket(InetAddress.getLoopbackAddress(), node.eksPort(), NodeFixture.source(1), 0);
    kept.setSoTimeout(30_000);
    String request = "GET /nothing HTTP/1.1\r\nHost: 127.0.0.1:" + node.eksPort() + "\r\n\r\n";
    kept.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    assertThat(kept.getInputStream().read()).isEqualTo('H');
    return kept;
  }

  @Test
  void servesNoCredentialsOfAPodThatWentWhileItDidNotListen() {
    node.run("a", 1);
    String token = node.token("a");

    node.sts().forgetSilently("a-uid");
    node.sts().breakStreams();

    until(() -> node.ask(1, token).status() == 403);
  }

  @Test
  void holdsAPodThatIsAMomentOldUntilItIsKnown() throws Exception {
    node.run("a", 1).plug("b", 2);
    var answer = CompletableFuture.supplyAsync(() -> node.ask(2, node.token("b")));
    until(() -> node.status("/metrics").contains("rolecall_agent_pods 1"));

    node.sts().tell(NodeSts.pod("b", "10.0.0.2"));

    assertThat(answer.get().status()).isEqualTo(200);
  }

  @Test
  void isNotThereForAPodThatStaysUnknown() {
    node.run("a", 1).plug("b", 2);

    assertThat(node.ask(2, node.token("b")).status()).isEqualTo(503);
  }

  @Test
  void givesPodsOnTheHostsNetworkTheirOwnByToken() {
    Map<String, Object> allowed = NodeSts.pod("h");
    allowed.put("hostNetwork", true);
    node.sts().tell(allowed);
    Map<String, Object> shut = NodeSts.pod("s");
    shut.put("hostNetwork", true);
    shut.put("allowed", Map.of());
    node.sts().tell(shut);
    node.run("a", 1);

    assertThat(node.ask(0, node.token("h")).status()).isEqualTo(200);
    assertThat(node.ask(0, node.token("s")).status()).isEqualTo(403);
    assertThat(node.ask(0, node.token("a")).status()).as("not by its own network").isEqualTo(403);
    assertThat(node.ask(1, node.token("h")).status()).isEqualTo(403);
  }

  @Test
  void servesWhatItHasWhileStsIsAway() {
    node.run("a", 1);
    node.sts().answer(false);
    node.sts().breakStreams();

    assertThat(node.ask(1, node.token("a")).status()).isEqualTo(200);
  }

  @Test
  void fetchesAheadWhereItMayVouchForAPod() {
    node.run("a", 1);

    until(() ->
        node.sts().calls().stream()
            .anyMatch(call ->
                call.path().equals("/agent/credentials") && call.body().contains("\"imds\"")));
  }

  @Test
  void asksAnewWhenWhatShapesAPodsCredentialsChanges() {
    node.run("a", 1);
    long before = tokenCalls();
    Map<String, Object> changed = NodeSts.pod("a", "10.0.0.1");
    changed.put("shape", "2");

    node.sts().tell(changed);

    until(() -> {
      node.ask(1, node.token("a"));
      return tokenCalls() > before;
    });
  }

  @Test
  void keepsItsPodsWhenTheStreamTellsNonsense() {
    node.run("a", 1);

    node.sts().write("{\"type\":\"pod\",\"pod\":{\"uid\":\"x\"}}\nnot json\n[]\n\n{\"type\":7}\n");
    node.sts().write("{\"type\":\"of tomorrow\"}\n");

    until(() -> node.status("/metrics").contains("rolecall_agent_stream_unusable_total 4"));
    assertThat(node.ask(1, node.token("a")).status()).isEqualTo(200);
  }

  @Test
  void hearsAnewAfterALineWithoutEnd() {
    node.run("a", 1);

    node.sts().write("x".repeat(600 * 1024));

    until(() -> node.sts().streamTokens().size() > 1);
    assertThat(node.ask(1, node.token("a")).status()).isEqualTo(200);
  }

  @Test
  void refusesAForeignHost() {
    node.run("a", 1);
    String credentials = "GET /v1/credentials HTTP/1.1\nAuthorization: " + node.token("a");

    for (String host :
        List.of("Host: evil.example", "Host: 127.0.0.1.evil.example", "Host: a\nHost: b", "X: y")) {
      for (int port : List.of(node.eksPort(), node.ecsPort(), node.imdsPort())) {
        assertThat(
                Wire.exchange(NodeFixture.source(1), port, credentials + "\n" + host, "").status())
            .isIn(400, 403);
      }
    }
    until(() -> node.audit().stream().anyMatch(line -> line.contains("ForeignHost")));
  }

  @Test
  void takesNoHeaderForAnAddress() {
    node.run("a", 1).run("b", 2);

    for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP")) {
      assertThat(
              node.get(
                      2,
                      node.eksPort(),
                      "/v1/credentials",
                      "Authorization: " + node.token("a"),
                      header + ": 10.0.0.1")
                  .status())
          .isEqualTo(403);
    }
  }

  @Test
  void passesStsOnForPodsAlone() {
    node.run("a", 1).plug("gone", 3);

    assertThat(node.get(1, node.eksPort(), "/?Action=GetCallerIdentity").status()).isEqualTo(200);
    assertThat(node.get(9, node.eksPort(), "/?Action=GetCallerIdentity").status()).isEqualTo(503);
  }

  @Test
  void servesImdsToPodsWhoseAccountAllowsIt() {
    node.run("a", 1);

    assertThat(
            Wire.exchange(
                    NodeFixture.source(1),
                    node.imdsPort(),
                    "PUT /latest/api/token HTTP/1.1\nHost: 127.0.0.1:"
                        + node.imdsPort()
                        + "\nX-aws-ec2-metadata-token-ttl-seconds: 60",
                    "")
                .status())
        .isEqualTo(200);
  }

  @Test
  void saysWhyItIsNotReadyYet() {
    until(() -> node.status("/readyz").equals("ok"));

    assertThat(node.status("/healthz")).isEqualTo("ok");
    assertThat(node.status("/metrics")).contains("rolecall_agent_ready 1");
  }

  @Test
  void letsAFloodingPodWaitAndServesTheOthers() {
    node.close();
    node = new NodeFixture(folder, new PodLimits(20, 16)).run("a", 1).run("b", 2);
    String token = node.token("a");

    List<Integer> statuses =
        IntStream.range(0, 80).mapToObj(i -> node.ask(1, token).status()).toList();

    assertThat(statuses).contains(200, 429);
    assertThat(node.ask(2, node.token("b")).status()).isEqualTo(200);
    until(() -> node.audit().stream().anyMatch(line -> line.contains("TooManyRequests")));
  }

  private long tokenCalls() {
    return node.sts().calls().stream()
        .map(Call::path)
        .filter(path -> path.startsWith("/clusters/"))
        .count();
  }

  private int status(String claim, Object value) {
    Map<String, Object> claims = new HashMap<>(node.claims("a"));
    claims.put(claim, value);
    return node.ask(1, node.issuer().sign(claims)).status();
  }

  private String otherToken(String pod) {
    Map<String, Object> claims = new HashMap<>(node.claims(pod));
    claims.put("jti", "another");
    return node.issuer().sign(claims);
  }

  private static Map<String, Object> kubernetes(String node, String pod) {
    return Map.of(
        "namespace", "shop",
        "node", Map.of("name", node, "uid", "uid"),
        "pod", Map.of("name", pod, "uid", pod + "-uid"),
        "serviceaccount", Map.of("name", "web", "uid", "sa-uid"));
  }
}
