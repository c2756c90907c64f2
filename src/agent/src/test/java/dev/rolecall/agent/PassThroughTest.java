package dev.rolecall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassThroughTest {
  private static final String FORM = "Action=GetCallerIdentity&Version=2011-06-15&x=%2B+%20";

  @TempDir Path folder;
  private AgentFixture agent;

  @BeforeEach
  void start() {
    agent = AgentFixture.plain(folder);
    agent.sts().behave(PassThroughTest::denied);
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void keepsHostHeadersAndBodyAsTheyWereSigned() {
    post(
        """
        Host: LocalHost:8481
        Content-Type: application/x-www-form-urlencoded; charset=utf-8
        X-Amz-Date: 20260301T120000Z
        X-Twice: one
        X-Twice: two
        Authorization: AWS4-HMAC-SHA256 Credential=ASIA/20260301/us-east-1/sts/aws4_request
        """,
        FORM);

    FakeSts.Call call = agent.sts().calls().getFirst();
    assertThat(call.request().method().name()).isEqualTo("POST");
    assertThat(call.request().uri()).isEqualTo("/");
    assertThat(call.header("Host")).isEqualTo("LocalHost:8481");
    assertThat(call.header("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded; charset=utf-8");
    assertThat(call.header("X-Amz-Date")).isEqualTo("20260301T120000Z");
    assertThat(call.header("X-Twice")).isEqualTo("one, two");
    assertThat(call.header("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=ASIA/");
    assertThat(call.header("Content-Length")).isEqualTo(String.valueOf(FORM.length()));
    assertThat(call.body().toString()).isEqualTo(FORM);
  }

  @Test
  void keepsTheQueryByteForByte() {
    String query =
        "Action=GetCallerIdentity&a=%2b%2B&b=+&c&X-Amz-Security-Token=" + "x".repeat(9_000);

    Wire.get(agent.port(), "/?" + query);

    assertThat(agent.sts().calls().getFirst().request().uri()).isEqualTo("/?" + query);
    assertThat(agent.sts().calls().getFirst().header("Content-Length")).isEmpty();
  }

  @Test
  void relaysStatusAndBodyAndTheHeadersThatCount() {
    Wire.Answer answer = post("Host: 127.0.0.1:8481\n", FORM);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Content-Type")).isEqualTo("text/xml");
    assertThat(answer.header("x-amzn-RequestId")).isEqualTo("6a6f");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.header("Date")).isEqualTo("Sun, 01 Mar 2026 12:00:00 GMT");
    assertThat(answer.header("X-Internal")).isEmpty();
    assertThat(answer.body()).isEqualTo("<ErrorResponse/>");
  }

  @Test
  void dropsTheHeadersOfTheClientsConnection() {
    Wire.exchange(
        agent.port(),
        "POST / HTTP/1.1\nHost: 127.0.0.1\nConnection: X-Hop\nX-Hop: 1\nTE: trailers\n"
            + "Transfer-Encoding: chunked",
        "4\r\na=b&\r\n0\r\n\r\n");

    FakeSts.Call call = agent.sts().calls().getFirst();
    assertThat(call.header("X-Hop")).isEmpty();
    assertThat(call.header("TE")).isEmpty();
    assertThat(call.header("Transfer-Encoding")).isEmpty();
    assertThat(call.body().toString()).isEqualTo("a=b&");
  }

  @Test
  void dropsTheTraceOfThePodUnlessItIsSigned() {
    String trace =
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
            + "Tracestate: vendor=1\nbaggage: tenant=other\n";
    post("Host: 127.0.0.1\n" + trace, FORM);
    post(
        "Host: 127.0.0.1\nAuthorization: AWS4-HMAC-SHA256 Credential=ASIA/20260301/x,"
            + " SignedHeaders=baggage;host;traceparent, Signature=0\n"
            + trace,
        FORM);

    FakeSts.Call unsigned = agent.sts().calls().getFirst();
    assertThat(unsigned.header("traceparent")).isEmpty();
    assertThat(unsigned.header("tracestate")).isEmpty();
    assertThat(unsigned.header("baggage")).isEmpty();
    FakeSts.Call signed = agent.sts().calls().getLast();
    assertThat(signed.header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c");
    assertThat(signed.header("tracestate")).isEmpty();
    assertThat(signed.header("baggage")).isEqualTo("tenant=other");
  }

  @Test
  void saysInTheQueryProtocolThatStsIsAway() {
    agent.sts().stop();

    Wire.Answer answer = post("Host: 127.0.0.1\n", FORM);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Content-Type")).isEqualTo("text/xml");
    assertThat(answer.header("x-amzn-RequestId")).isNotEmpty();
    assertThat(answer.body())
        .contains("<Type>Receiver</Type>", "<Code>ServiceUnavailable</Code>")
        .contains("<RequestId>" + answer.header("x-amzn-RequestId") + "</RequestId>");
  }

  @Test
  void passesABodyOfSixtyFourKibibytesAndNoMore() {
    String largest = "a".repeat(64 * 1024);

    assertThat(post("Host: 127.0.0.1\n", largest).status()).isEqualTo(403);
    assertThat(post("Host: 127.0.0.1\n", largest + "a").status()).isEqualTo(413);
    assertThat(agent.sts().calls()).hasSize(1);
  }

  /** To sts the whole node is one address. */
  @Test
  void letsNoPodSpendWhatStsForgivesTheNode() throws Exception {
    String head = "POST / HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0";
    Wire.Answer answer = post("Host: 127.0.0.1\n", "");
    for (int i = 0; i < 1_000 && !answer.body().contains("Throttling"); i++) {
      answer = post("Host: 127.0.0.1\n", "");
    }
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.body()).contains("<Code>Throttling</Code>");

    InetAddress neighbour = InetAddress.getByName("127.0.0.2");
    assertThat(Wire.exchange(neighbour, agent.port(), head, "").status()).isEqualTo(403);
  }

  private Wire.Answer post(String headers, String body) {
    return Wire.exchange(
        agent.port(), "POST / HTTP/1.1\n" + headers + "Content-Length: " + body.length(), body);
  }

  private static void denied(HttpServerResponse response) {
    response
        .setStatusCode(403)
        .putHeader("Content-Type", "text/xml")
        .putHeader("x-amzn-RequestId", "6a6f")
        .putHeader("Retry-After", "1")
        .putHeader("Date", "Sun, 01 Mar 2026 12:00:00 GMT")
        .putHeader("X-Internal", "1")
        .end("<ErrorResponse/>");
  }
}
