package dev.rolecall.agent.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.caller.Caller;
import dev.rolecall.agent.caller.Connection;
import dev.rolecall.agent.credentials.CredentialAnswer;
import dev.rolecall.agent.endpoint.EndpointAnswer;
import dev.rolecall.agent.endpoint.FakeNode;
import dev.rolecall.agent.metadata.ContainerStats;
import dev.rolecall.agent.metadata.MetadataEndpoint;
import dev.rolecall.agent.node.PodPermissions;
import dev.rolecall.fakes.MovableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcsEndpointTest {
  private static final String OWN = FakeNode.credentialsId(1);
  private static final String OTHERS = FakeNode.credentialsId(2);

  @TempDir Path folder;
  private final FakeNode node = new FakeNode();
  private final Connection pod = node.connect(FakeNode.pod(1, FakeNode.ALL));
  private final Connection other = node.connect(FakeNode.pod(2, FakeNode.ALL));

  private EndpointAnswer ask(Connection from, String method, String target, String... headers) {
    MetadataEndpoint metadata =
        new MetadataEndpoint(
            node.services(),
            new ContainerStats(folder, folder, MovableClock.at("2026-03-01T12:00:00Z")),
            Runnable::run,
            Runnable::run);
    return new EcsEndpoint(node.services(), metadata)
        .answer(FakeNode.request(from, method, target, headers))
        .toCompletableFuture()
        .join();
  }

  private static String text(EndpointAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void givesThePodsCredentialsAsTheEcsAgentDoes() {
    EndpointAnswer answer = ask(pod, "GET", "/v2/credentials/" + OWN);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Cache-Control", "no-store");
    assertThat(text(answer))
        .isEqualTo(
            """
            {"RoleArn":"arn:aws:iam::111111111111:role/Reader",\
            "AccessKeyId":"ASIAQWERTYUIOPASDFGH",\
            "SecretAccessKey":"secret of ecs web-1",\
            "Token":"the-session-token",\
            "Expiration":"2026-03-01T13:00:00Z",\
            "AccountId":"111111111111"}\
            """);
    assertThat(text(ask(pod, "GET", "/v1/credentials?id=" + OWN))).isEqualTo(text(answer));
    assertThat(node.refusals()).isEmpty();
  }

  @Test
  void givesNobodyAnothersCredentials() {
    for (String path : new String[] {"/v2/credentials/" + OWN, "/v1/credentials?id=" + OWN}) {
      EndpointAnswer answer = ask(other, "GET", path);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(text(answer))
          .matches(
              "\\{\"code\":\"InvalidIdInRequest\","
                  + "\"message\":\"CredentialsV[12]Request: Credentials not found\","
                  + "\"HTTPErrorCode\":400}");
    }
    assertThat(node.refusals())
        .hasSize(2)
        .allMatch(refusal -> refusal.code().equals("foreign-id"))
        .allMatch(refusal -> refusal.pod().orElseThrow().name().equals("web-2"))
        .noneMatch(refusal -> refusal.toString().contains(OWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/credentials",
        "/v2/credentials/",
        "/v1/credentials",
        "/v1/credentials?id=",
        "/v1/credentials?x=1"
      })
  void wantsAnId(String path) {
    EndpointAnswer answer = ask(pod, "GET", path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer))
        .contains("\"NoIdInRequest\"", "Request: No Credential ID in the request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s/",
        "%s%%00",
        "%s0",
        " %s",
        "../credentials/%s",
        "%%2e%%2e/%s",
        "%s/../" + "x",
        "%s;a",
        "%s%%2f"
      })
  void takesNoOtherTextForTheId(String form) {
    EndpointAnswer answer = ask(pod, "GET", "/v2/credentials/" + form.formatted(OWN));

    assertThat(answer.status()).isIn(400, 404);
    assertThat(text(answer)).doesNotContain("AccessKeyId");
    assertThat(node.refused()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v2/metadata",
        "/v2/stats",
        "/api/x/task-protection/v1/state",
        "/v2/credentials/x?id=1",
        "/v5/x",
        "//v2/credentials/x",
        "/V2/credentials/x",
        "http://169.254.170.2/v2/credentials/x",
        "*"
      })
  void hasNothingElse(String path) {
    EndpointAnswer answer = ask(pod, "GET", path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(text(answer)).contains("\"HTTPErrorCode\":404");
  }

  @Test
  void isForPodsWhoseAccountsOpenItOnly() {
    Connection shut = node.connect(FakeNode.pod(3, new PodPermissions(true, false, true)));
    Connection host = node.connect(new Caller.Host());
    Connection stranger = node.connect(new Caller.Stranger("another's address"));
    for (Connection from : new Connection[] {shut, host, stranger}) {
      EndpointAnswer answer = ask(from, "GET", "/v2/credentials/" + FakeNode.credentialsId(3));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(text(answer)).contains("\"AccessDenied\"");
    }
    assertThat(node.refused()).containsExactly("shut", "host", "stranger");
  }

  @Test
  void bidsNewPodsAndThoseWithoutCredentialsNowToComeAgain() {
    Connection notYet = node.connect(new Caller.NotYet("no pod has the address"));
    node.gives(new CredentialAnswer.Unavailable("sts is away"));
    for (Connection from : new Connection[] {notYet, pod}) {
      EndpointAnswer answer = ask(from, "GET", "/v2/credentials/" + OWN);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(text(answer)).contains("\"CredentialsUninitialized\"", "uninitialized for ID");
    }
  }

  @Test
  void handsOnWhyStsRefuses() {
    node.gives(new CredentialAnswer.Refused(400, "AccessDeniedException", "no role"));

    EndpointAnswer answer = ask(pod, "GET", "/v2/credentials/" + OWN);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer))
        .isEqualTo(
            "{\"code\":\"AccessDeniedException\",\"message\":\"no role\",\"HTTPErrorCode\":400}");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, X-Forwarded-For: 10.0.0.1, 403",
    "GET, Via: 1.1 proxy, 403",
    "GET, Content-Length: 4, 400",
    "POST, X: y, 405",
    "HEAD, X: y, 405"
  })
  void refusesWhatNoSdkSends(String method, String header, int status) {
    EndpointAnswer answer = ask(pod, method, "/v2/credentials/" + OWN, header);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(text(answer)).doesNotContain("AccessKeyId");
  }

  @Test
  void leadsToTheMetadata() {
    assertThat(ask(pod, "GET", "/v4/" + OWN + "/task").status()).isEqualTo(200);
    assertThat(ask(pod, "GET", "/v4/" + OTHERS + "/task").status()).isEqualTo(404);
  }
}
