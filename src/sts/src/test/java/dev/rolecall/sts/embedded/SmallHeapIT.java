package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.ROLE;
import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import dev.rolecall.sts.SignedQuery;
import dev.rolecall.sts.StsProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Callers who fill what they can of an sts with little memory. */
class SmallHeapIT {
  private static final int MEBIBYTES = 80;

  /** More than the kept ones of a sixteenth of the heap. */
  private static final int SESSIONS = 1100;

  private static final int BODIES = 40;

  /** Bodies that do not end are dropped after five seconds. */
  private static final Duration HELD = Duration.ofSeconds(3);

  private static final int METRICS = StsProcess.freePort();

  @TempDir Path folder;

  @Test
  void answersOnWhateverCallersFill() throws Exception {
    try (EmbeddedSts sts =
            EmbeddedSts.start(
                folder,
                "-Xmx" + MEBIBYTES + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "quarkus.management.port=" + METRICS,
                "rolecall.limits.pod-calls-burst=1000000",
                "rolecall.limits.account-calls-burst=1000000",
                "rolecall.limits.source-failures-burst=1000000",
                "rolecall.web-identity.unbound-tokens=true");
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch over = new CountDownLatch(1);
      Future<Integer> bodies = senders.submit(() -> holdBodies(sts, over));
      try {
        IntStream.range(0, SESSIONS).parallel().forEach(i -> fillWithSession(sts, client, i));
        assertThat(Answers.element(whoami(sts, client, session(sts, 0)), "Account"))
            .isEqualTo("111111111111");
      } finally {
        over.countDown();
      }
      assertThat(bodies.get()).as("bodies that were sent").isGreaterThan(5);
      assertThat(sts.assume(ROLE, sts.reporter(WEB)).statusCode()).isEqualTo(200);
      Awaitility.await()
          .untilAsserted(() -> {
            assertThat(keptBytes(client, "sessions")).isGreaterThan((MEBIBYTES << 20) / 64 * 3.5);
            assertThat(keptBytes(client, "tokens")).isGreaterThan((MEBIBYTES << 20) / 64 * 1.5);
          });
    }
  }

  /** What is kept, as it tells. */
  private static double keptBytes(HttpClient client, String cache) throws Exception {
    URI metrics = URI.create("http://127.0.0.1:" + METRICS + "/metrics");
    return client
        .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("rolecall_sts_cache_bytes{cache=\"" + cache + "\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** Again and again, until it is over; how many were sent at first. */
  private static int holdBodies(EmbeddedSts sts, CountDownLatch over) throws Exception {
    int sent = 0;
    do {
      List<RawClient> held = fillBodies(sts);
      sent = sent == 0 ? held.size() : sent;
      boolean ends = over.await(HELD.toMillis(), TimeUnit.MILLISECONDS);
      for (RawClient each : held) {
        each.close();
      }
      if (ends) {
        return sent;
      }
    } while (true);
  }

  /** Bodies that do not end, of as many addresses. */
  private static List<RawClient> fillBodies(EmbeddedSts sts) throws Exception {
    List<RawClient> held = new ArrayList<>();
    byte[] part = "x".repeat(900_000).getBytes(ISO_8859_1);
    for (int i = 0; i < BODIES; i++) {
      RawClient one = RawClient.connect(sts.uri(), "127.0.20." + (i + 1));
      one.send("POST /authorize HTTP/1.1\r\nHost: sts\r\nContent-Length: 1000000\r\n\r\n");
      try {
        one.send(part);
        held.add(one);
      } catch (java.net.SocketException e) {
        // Refused for want of room, and closed.
        one.close();
      }
    }
    return held;
  }

  /** A session and a token that come again, and a session policy of its own. */
  private static void fillWithSession(EmbeddedSts sts, HttpClient client, int number) {
    try {
      AwsSessionCredentials session = session(sts, number);
      String token = sts.cluster.unboundToken("acme", "many-" + number, WEB);
      for (int i = 0; i < 2; i++) {
        assertThat(
                SignedQuery.send(
                        client,
                        sts.uri(),
                        session,
                        "Action=AssumeRole&Version=2011-06-15&RoleSessionName=session&RoleArn="
                            + EmbeddedSts.encode(ROLE))
                    .statusCode())
            .isEqualTo(403);
        assertThat(sts.assume(ROLE, token).statusCode()).isEqualTo(403);
      }
    } catch (Exception e) {
      throw new AssertionError("call " + number, e);
    }
  }

  private static AwsSessionCredentials session(EmbeddedSts sts, int number) throws Exception {
    HttpResponse<String> answer =
        sts.assume(ROLE, sts.reporter(WEB), "Policy=" + EmbeddedSts.encode(policy(number)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return AwsSessionCredentials.create(
        Answers.element(answer, "AccessKeyId"),
        Answers.element(answer, "SecretAccessKey"),
        Answers.element(answer, "SessionToken"));
  }

  private static HttpResponse<String> whoami(
      EmbeddedSts sts, HttpClient client, AwsSessionCredentials session) throws Exception {
    return SignedQuery.send(
        client, sts.uri(), session, "Action=GetCallerIdentity&Version=2011-06-15");
  }

  private static String policy(int number) {
    String resources =
        IntStream.range(0, 20)
            .mapToObj(i -> "\"arn:?:?:?:?:%d\"".formatted(1000 * i + number))
            .collect(Collectors.joining(","));
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":[%s]}]}"
        .formatted(resources);
  }
}
