package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.AUTHORIZE;
import static dev.rolecall.sts.embedded.EmbeddedSts.CREDENTIALS;
import static dev.rolecall.sts.embedded.EmbeddedSts.ROLE;
import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.sts.Answers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each test's attackers have an address of their own: a failure costs the address it comes from.
 */
class LimitsIT {
  private static final int FAILURES = 5;
  private static final int CALLS = 8;
  private static final int CALLS_OF_ACCOUNT = 100;

  private static EmbeddedSts sts;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    sts =
        EmbeddedSts.start(
            folder,
            "rolecall.limits.source-failures-per-second=1",
            "rolecall.limits.source-failures-burst=" + FAILURES,
            "rolecall.limits.pod-calls-per-second=1",
            "rolecall.limits.pod-calls-burst=" + CALLS,
            "rolecall.limits.account-calls-per-second=1",
            "rolecall.limits.account-calls-burst=" + CALLS_OF_ACCOUNT,
            "rolecall.web-identity.unbound-tokens=true");
  }

  @AfterAll
  static void stop() {
    sts.close();
  }

  @Test
  void refusesASourceThatFailsTooOftenAndNoOther() throws Exception {
    Source attacker = new Source(sts, "127.0.1.1");
    HttpResponse<String> refused = untilThrottled(() -> attacker.assume(ROLE, "x.y.z"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Answers.element(refused, "Message")).isEqualTo("Rate exceeded");
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.headers().firstValue("x-amzn-RequestId")).isPresent();

    await()
        .untilAsserted(() ->
            assertThat(sts.audit()).contains("too many calls of this address came to nothing"));

    HttpResponse<String> other = new Source(sts, "127.0.1.2").assume(ROLE, "x.y.z");
    assertThat(Answers.element(other, "Code")).isEqualTo("InvalidIdentityToken");
  }

  @Test
  void refusesEveryDoorToASourceThatFailsTooOften() throws Exception {
    Source attacker = new Source(sts, "127.0.2.1");
    untilThrottled(() -> attacker.query("Action=GetCallerIdentity&Version=2011-06-15"));

    HttpResponse<String> podIdentity = attacker.podIdentity("no token", "no token");
    assertThat(podIdentity.statusCode()).isEqualTo(429);
    assertThat(podIdentity.headers().firstValue("x-amzn-errortype"))
        .contains("ThrottlingException");
    HttpResponse<String> authorize = attacker.authorize("no token", "{}");
    assertThat(authorize.statusCode()).isEqualTo(429);
    assertThat(authorize.body()).contains("\"code\":\"Throttling\"");
  }

  @Test
  void believesNoHeaderThatNamesAnotherSource() throws Exception {
    Source attacker = new Source(sts, "127.0.3.1");
    for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP")) {
      untilThrottled(() -> attacker.assume(ROLE, "x.y.z"));
      HttpResponse<String> answer =
          attacker.post(
              "/",
              "Action=GetCallerIdentity&Version=2011-06-15",
              header,
              header.equals("Forwarded") ? "for=127.0.3.2" : "127.0.3.2");
      assertThat(Answers.element(answer, "Code")).isEqualTo("Throttling");
    }
    HttpResponse<String> named = new Source(sts, "127.0.3.2").assume(ROLE, "x.y.z");
    assertThat(Answers.element(named, "Code")).isEqualTo("InvalidIdentityToken");
  }

  @Test
  void refusesAPodThatAsksTooMuchAndNoOther() throws Exception {
    Source node = new Source(sts, "127.0.4.1");
    String busy = sts.cluster.podToken("acme", "idle", "idle-0", WEB);
    untilThrottled(() -> node.assume(ROLE, busy));

    HttpResponse<String> served = node.podIdentity(sts.agent(), sts.reporter(CREDENTIALS));
    assertThat(served.statusCode()).isEqualTo(200);
  }

  @Test
  void refusesATenantOfManyWorkloadsAndNoOtherTenant() throws Exception {
    Source node = new Source(sts, "127.0.9.1");
    int calls = 0;
    HttpResponse<String> answer;
    do {
      // Each workload keeps within its own share.
      answer = node.assume(ROLE, workloadOf("hooli", calls++ / (CALLS - 1)));
    } while (!answer.body().contains("Rate exceeded") && calls < 3 * CALLS_OF_ACCOUNT);

    assertThat(Answers.element(answer, "Code")).isEqualTo("Throttling");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(calls).isGreaterThan(CALLS_OF_ACCOUNT);
    await()
        .untilAsserted(
            () -> assertThat(sts.audit()).contains("too many calls of account 444444444444"));
    // One that never called before; a second of waiting above is a call for somebody.
    AtomicInteger fresh = new AtomicInteger(calls);
    untilThrottled(() -> node.assume(ROLE, workloadOf("hooli", fresh.getAndIncrement())));
    assertThat(Answers.element(node.assume(ROLE, workloadOf("globex", 1)), "Code"))
        .isEqualTo("AccessDenied");
  }

  /** A token of one of as many service accounts as a tenant likes to have. */
  private static String workloadOf(String namespace, int number) {
    return sts.cluster.unboundToken(namespace, "many-" + number, WEB);
  }

  @Test
  void anAgentDoesNotPayForThePodsItAsksFor() throws Exception {
    Source node = new Source(sts, "127.0.5.1");
    for (int i = 0; i < 4 * FAILURES; i++) {
      assertThat(node.podIdentity(sts.agent(), "x.y.z").statusCode()).isEqualTo(400);
    }
    HttpResponse<String> busy =
        untilThrottled(() ->
            node.podIdentity(
                sts.agent(),
                sts.cluster.podToken("globex", "intruder", "intruder-0", CREDENTIALS)));
    assertThat(busy.statusCode()).isEqualTo(429);
  }

  @Test
  void anIssuerThatServesThePublicBringsNobodyIntoAnAccountsShare() throws Exception {
    Source stranger = new Source(sts, "127.0.6.1");
    String token = sts.ci.token(sts.ci.claims("repo:stranger/repository", WEB).build());
    untilThrottled(() -> stranger.assume(Chain.CI, token));

    assertThat(Chain.whoami(sts, Chain.asCi(sts, "alice"))).isEqualTo(Chain.CI_SESSION);
  }

  @Test
  void hearsANodesAgentWhateverElseComesFromItsAddress() throws Exception {
    Source node = new Source(sts, "127.0.8.1");
    String agent = sts.agent();
    String pod = sts.cluster.podToken("acme", "reporter", "reporter-0", CREDENTIALS);
    assertThat(node.podIdentity(agent, pod).statusCode()).isEqualTo(200);
    untilThrottled(() -> node.assume(ROLE, "x.y.z"));

    assertThat(node.podIdentity(agent, pod).statusCode()).isEqualTo(200);
    assertThat(node.podIdentity("a.b.c", pod).statusCode()).isEqualTo(429);
    assertThat(node.assume(ROLE, "x.y.z").body()).contains("Rate exceeded");
  }

  /** The scheme's case is no matter (RFC 9110, 11.1), nor what else comes along. */
  @Test
  void hearsWhoProvedHimselfHoweverHeWritesIt() throws Exception {
    Source node = new Source(sts, "127.0.11.1");
    String[] agent = {"Authorization", "bearer  " + sts.agent(), "X-Amz-Security-Token", "x"};
    String path = "/clusters/rolecall/assume-role-for-pod-identity";
    String body = "{\"token\":\"" + sts.reporter(CREDENTIALS) + "\"}";
    assertThat(node.post(path, body, agent).statusCode()).isEqualTo(200);
    String[] store = {"Authorization", "BEARER " + sts.store()};
    assertThat(node.post("/authorize", "{}", store).statusCode()).isEqualTo(400);
    untilThrottled(() -> node.assume(ROLE, "x.y.z"));

    assertThat(node.post(path, body, agent).statusCode()).isEqualTo(200);
    assertThat(node.post("/authorize", "{}", store).statusCode()).isEqualTo(400);
  }

  @Test
  void aServiceMayAskMoreThanAPod() throws Exception {
    Source store = new Source(sts, "127.0.7.1");
    String token = sts.cluster.podToken("platform", "store", "store-0", AUTHORIZE);
    for (int i = 0; i < 3 * CALLS; i++) {
      assertThat(store.authorize(token, "{}").statusCode()).isEqualTo(400);
    }
  }

  /** Calls until the answer says so; the limits leave room for fewer calls than this makes. */
  private static HttpResponse<String> untilThrottled(Call call) throws Exception {
    for (int i = 0; i < 100; i++) {
      HttpResponse<String> answer = call.send();
      if (answer.body().contains("Rate exceeded")) {
        return answer;
      }
    }
    throw new AssertionError("100 calls were answered");
  }

  private interface Call {
    HttpResponse<String> send() throws Exception;
  }
}
