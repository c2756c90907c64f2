package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.ROLE;
import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.Answers;
import dev.rolecall.sts.SignedQuery;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Callers who fill what they can of an sts with little memory. */
class SmallHeapIT {
  private static final int SESSIONS = 400;
  private static final int BODIES = 40;

  @TempDir Path folder;

  @Test
  void answersOnWhateverCallersFill() throws Exception {
    try (EmbeddedSts sts =
            EmbeddedSts.start(
                folder,
                "-Xmx80m",
                "-XX:+ExitOnOutOfMemoryError",
                "rolecall.limits.pod-calls-burst=1000000",
                "rolecall.limits.account-calls-burst=1000000",
                "rolecall.limits.source-failures-burst=1000000",
                "rolecall.web-identity.unbound-tokens=true");
        HttpClient client = HttpClient.newHttpClient()) {
      List<RawClient> held = fillBodies(sts);
      try {
        IntStream.range(0, SESSIONS).parallel().forEach(i -> fillWithSession(sts, client, i));
        assertThat(Answers.element(whoami(sts, client, session(sts, 0)), "Account"))
            .isEqualTo("111111111111");
      } finally {
        for (RawClient each : held) {
          each.close();
        }
      }
      assertThat(sts.assume(ROLE, sts.reporter(WEB)).statusCode()).isEqualTo(200);
    }
  }

  /** Bodies that do not end, of as many addresses. */
  private static List<RawClient> fillBodies(EmbeddedSts sts) throws Exception {
    List<RawClient> held = new ArrayList<>();
    byte[] part = "x".repeat(900_000).getBytes(ISO_8859_1);
    for (int i = 0; i < BODIES; i++) {
      RawClient one = RawClient.connect(sts.uri(), "127.0.20." + (i + 1));
      held.add(one);
      one.send("POST /authorize HTTP/1.1\r\nHost: sts\r\nContent-Length: 1000000\r\n\r\n");
      try {
        one.send(part);
      } catch (java.net.SocketException e) {
        // Refused for want of room, and closed.
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
        IntStream.range(0, 60)
            .mapToObj(i -> "\"arn:?:?:?:?:%d\"".formatted(1000 * i + number))
            .collect(Collectors.joining(","));
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":[%s]}]}"
        .formatted(resources);
  }
}
