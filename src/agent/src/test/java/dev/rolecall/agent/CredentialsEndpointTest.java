package dev.rolecall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import dev.rolecall.observe.log.LogLine;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsEndpointTest {
  @TempDir Path folder;
  private final String token = Samples.token("pod", Instant.now().plusSeconds(7200));
  private AgentFixture agent;

  @BeforeEach
  void start() {
    agent = AgentFixture.plain(folder);
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void asksStsAsEksAuthIsAskedAndAnswersAsThePodIdentityAgentDoes() throws Exception {
    Instant expiration = Instant.ofEpochSecond(Instant.now().plusSeconds(3600).getEpochSecond());
    agent.sts().behave(FakeSts.grant(expiration));

    Wire.Answer answer = agent.settled(token);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(text(answer, "AccessKeyId")).isEqualTo(Samples.KEY_ID);
    assertThat(text(answer, "SecretAccessKey")).isEqualTo("the-secret-access-key");
    assertThat(text(answer, "Token")).isEqualTo("the-session-token");
    assertThat(text(answer, "AccountId")).isEqualTo("111111111111");
    assertThat(text(answer, "Expiration")).isEqualTo(expiration.toString()).endsWith("Z");
    FakeSts.Call call = agent.sts().calls().getFirst();
    assertThat(call.request().method().name()).isEqualTo("POST");
    assertThat(call.request().uri()).isEqualTo("/clusters/rolecall/assume-role-for-pod-identity");
    assertThat(call.header("Authorization")).isEqualTo("Bearer " + AgentFixture.OWN_TOKEN);
    assertThat(call.body().toString()).isEqualTo("{\"token\":\"" + token + "\"}");
  }

  @Test
  void servesFromItsCacheWhileStsIsAway() {
    agent.settled("Bearer " + token);
    agent.sts().stop();

    assertThat(agent.credentials(token).status()).isEqualTo(200);
    assertThat(agent.credentials("bearer   " + token).status()).isEqualTo(200);
    assertThat(agent.sts().calls()).hasSize(1);
  }

  @Test
  void makesOneCallForConcurrentMisses() throws Exception {
    LinkedBlockingQueue<HttpServerResponse> held = new LinkedBlockingQueue<>();
    agent.sts().behave(held::add);
    List<CompletableFuture<Wire.Answer>> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> agent.settled(token)))
            .toList();

    FakeSts.grant(Instant.now().plusSeconds(3600)).accept(taken(held));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
    assertThat(agent.sts().calls()).hasSize(1);
  }

  @Test
  void answersWhileStsIsStillThinkingAndKeepsWhatItSaysLater() throws Exception {
    LinkedBlockingQueue<HttpServerResponse> held = new LinkedBlockingQueue<>();
    agent.sts().behave(held::add);

    Wire.Answer early = agent.credentials(token);
    assertThat(early.status()).isEqualTo(503);
    assertThat(text(early, "code")).isEqualTo("ServiceUnavailableException");

    FakeSts.grant(Instant.now().plusSeconds(3600)).accept(taken(held));
    assertThat(agent.settled(token).status()).isEqualTo(200);
    assertThat(agent.sts().calls()).hasSize(1);
  }

  @Test
  void handsOnARefusalInBothSpellings() throws Exception {
    agent.sts().behave(FakeSts.refuse(400, "AccessDeniedException", "no role"));

    Wire.Answer answer = agent.settled(token);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(text(answer, "code")).isEqualTo("AccessDeniedException");
    assertThat(text(answer, "message")).isEqualTo("no role");
    assertThat(text(answer, "Code")).isEqualTo("AccessDeniedException");
    assertThat(text(answer, "Message")).isEqualTo("no role");
  }

  /** As where the clock of one replica is wrong. */
  @Test
  void asksByAnotherConnectionWhereAReplicaDoesNotAcceptTheAgent() {
    agent.sts().behave(FakeSts.refuse(403, "UnrecognizedClientException", "not valid yet"));

    assertThat(agent.credentials(token).status()).isEqualTo(503);
    assertThat(agent.credentials(token).status()).isEqualTo(503);

    assertThat(agent.sts().calls())
        .hasSizeGreaterThan(1)
        .extracting(call -> call.request().connection())
        .doesNotHaveDuplicates();
  }

  /** As where the disk of its audit events is full: it ends the connection with its answer. */
  @Test
  void asksAnotherReplicaAtOnceWhereOneCanGrantNothing() {
    AtomicInteger asked = new AtomicInteger();
    agent
        .sts()
        .behave(response -> {
          if (asked.getAndIncrement() == 0) {
            FakeSts.refuse(503, "ServiceUnavailableException", "not ready")
                .accept(response.putHeader("Connection", "close"));
          } else {
            FakeSts.grant(Instant.now().plusSeconds(3600)).accept(response);
          }
        });

    assertThat(agent.settled(token).status()).isEqualTo(200);

    assertThat(agent.sts().calls())
        .hasSize(2)
        .extracting(call -> call.request().connection())
        .doesNotHaveDuplicates();
  }

  @Test
  void isTransientlyUnavailableWhereStsIsAway() {
    agent.sts().stop();

    assertThat(agent.credentials(token).status()).isEqualTo(503);
  }

  @Test
  void isTransientlyUnavailableWhereItsOwnTokenIsMissing() throws Exception {
    Files.delete(agent.tokenFile());

    Wire.Answer answer = agent.credentials(token);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(agent.sts().calls()).isEmpty();
    assertThat(Wire.get(agent.port(), "/healthz").status()).isEqualTo(503);
  }

  @Test
  void readsItsOwnTokenAgainWhenTheFileChanged() {
    agent.settled(token);
    agent.writeToken("the.next.token");

    agent.settled(Samples.token("other", Instant.now().plusSeconds(7200)));

    assertThat(agent.sts().calls().getLast().header("Authorization"))
        .isEqualTo("Bearer the.next.token");
  }

  @Test
  void refusesAnExpiredTokenWithoutAskingSts() throws Exception {
    Wire.Answer answer =
        agent.credentials(Samples.token("pod", Instant.parse("2020-01-01T00:00:00Z")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer, "code")).isEqualTo("ExpiredTokenException");
    assertThat(text(answer, "message")).contains("2020-01-01T00:00:00Z");
    assertThat(agent.sts().calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "Basic dXNlcjpwYXNz", "a.b.c", "Bearer a.b.c", "{}", "\"", "%00"})
  void refusesAGarbledAuthorization(String authorization) throws Exception {
    Wire.Answer answer = agent.credentials(authorization);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer, "code")).isEqualTo("InvalidTokenException");
    assertThat(agent.sts().calls()).isEmpty();
  }

  @Test
  void saysWhatIsMissingWhereThereIsNoAuthorization() throws Exception {
    for (Wire.Answer answer :
        List.of(
            Wire.get(agent.port(), "/v1/credentials"),
            agent.credentials(""),
            agent.credentials("Bearer "))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(text(answer, "message")).contains("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    }
  }

  @Test
  void refusesTwoAuthorizations() {
    Wire.Answer answer =
        Wire.get(
            agent.port(),
            "/v1/credentials",
            "Authorization: " + token,
            "Authorization: " + Samples.token("other", Instant.now().plusSeconds(60)));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void isReadyWhenItCanProveWhoItIs() {
    Wire.Answer answer = Wire.get(agent.port(), "/healthz");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok");
  }

  @Test
  void logsNoTokenAndNoSecret() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler = handler(lines);
    Logger.getLogger("").addHandler(handler);
    try {
      agent.settled(token);
      agent.sts().behave(FakeSts.refuse(400, "AccessDeniedException", "no role"));
      agent.settled(Samples.token("other", Instant.now().plusSeconds(60)));
      agent.sts().stop();
      agent.credentials(Samples.token("third", Instant.now().plusSeconds(60)));
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }

    assertThat(lines).anyMatch(line -> line.contains("AccessDeniedException"));
    assertThat(lines).anyMatch(line -> line.contains("sts cannot be reached: Connection refused"));
    assertThat(lines)
        .noneMatch(line ->
            line.contains(".c2lnbmF0dXJl")
                || line.contains(AgentFixture.OWN_TOKEN)
                || line.contains("the-se"));
  }

  private static HttpServerResponse taken(LinkedBlockingQueue<HttpServerResponse> held)
      throws InterruptedException {
    HttpServerResponse response = held.poll(30, TimeUnit.SECONDS);
    assertThat(response).as("a call arrived at sts").isNotNull();
    return response;
  }

  private static Handler handler(List<String> lines) {
    LogLine format = new LogLine();
    return new Handler() {
      @Override
      public void publish(LogRecord event) {
        lines.add(format.format(event));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static String text(Wire.Answer answer, String name) throws Exception {
    JsonValue.JsonObject object = (JsonValue.JsonObject) Json.parse(answer.body());
    return ((JsonValue.JsonString) object.get(name).orElseThrow()).value();
  }
}
