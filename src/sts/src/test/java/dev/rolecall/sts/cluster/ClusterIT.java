package dev.rolecall.sts.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.sts.Answers;
import dev.rolecall.sts.SignedQuery;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Event;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** sts with the profile of a cluster: informers, tokens of a real API server, TLS, Events. */
class ClusterIT {
  private static final Duration LIMIT = ClusterSts.LIMIT;
  private static final String DEPLOY =
      ProjectFiles.root().resolve("src/sts/src/test/resources/cluster/deploy.yaml").toString();
  private static final String AUDIT =
      ProjectFiles.root().resolve("src/sts/src/test/resources/cluster/audit.yaml").toString();
  private static final String LABELLED =
      ProjectFiles.root().resolve("src/sts/src/test/resources/cluster/labelled.yaml").toString();
  private static final String WHOAMI = "Action=GetCallerIdentity&Version=2011-06-15";

  private static ClusterSts cluster;
  private static ApiServer server;
  private static HttpClient client;
  private static URI uri;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    cluster = ClusterSts.start(folder);
    server = cluster.server();
    client = cluster.client();
    uri = cluster.uri();
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aPodsSessionDiesWithThePod() throws Exception {
    cluster.createPod("acme", "short-lived", "reporter");
    String agent = cluster.agent();
    String pod = cluster.token("acme", "reporter", "short-lived", "pods.eks.amazonaws.com");
    HttpResponse<String> granted =
        await()
            .atMost(LIMIT)
            .until(() -> cluster.podIdentity(agent, pod), it -> it.statusCode() != 503);
    AwsSessionCredentials credentials = Answers.credentials(granted);
    assertThat(Answers.element(whoami(credentials), "Account")).isEqualTo("111111111111");

    server.kubectl("delete", "pod", "-n", "acme", "short-lived", "--grace-period=0", "--force");

    await()
        .atMost(LIMIT)
        .untilAsserted(() -> {
          HttpResponse<String> dead = whoami(credentials);
          assertThat(Answers.element(dead, "Code")).isEqualTo("ExpiredToken");
          assertThat(dead.statusCode()).isEqualTo(403);
        });
    assertThat(cluster.podIdentity(agent, pod).statusCode()).isEqualTo(400);
  }

  /** Whoever takes the label away ends what it gave, while the pods run on. */
  @Test
  void aSessionDiesWhenItsNamespaceLosesTheLabelThatTheAccountSelects() throws Exception {
    server.kubectl("apply", "-f", LABELLED);
    cluster.createPod("hooli", "web-0", "web");
    String agent = cluster.agent();
    String pod = cluster.token("hooli", "web", "web-0", "pods.eks.amazonaws.com");
    AwsSessionCredentials session =
        Answers.credentials(
            await()
                .atMost(LIMIT)
                .until(() -> cluster.podIdentity(agent, pod), it -> it.statusCode() == 200));
    assertThat(Answers.element(whoami(session), "Account")).isEqualTo("333333333333");

    server.kubectl("label", "namespace", "hooli", "tenant-");
    awaitExpired(session);
    assertThat(cluster.podIdentity(agent, pod).statusCode()).isEqualTo(400);

    server.kubectl("label", "namespace", "hooli", "tenant=hooli");
    await().atMost(LIMIT).until(() -> whoami(session).statusCode() == 200);
  }

  @Test
  void tellsThePodsOwnerWhyItGotNoRole() throws Exception {
    cluster.createPod("globex", "intruder-0", "intruder");
    String agent = cluster.agent();
    String pod = cluster.token("globex", "intruder", "intruder-0", "pods.eks.amazonaws.com");

    HttpResponse<String> refused =
        await()
            .atMost(LIMIT)
            .until(() -> cluster.podIdentity(agent, pod), it -> it.statusCode() != 503);

    assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("AccessDeniedException");
    Event event =
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    server.client().v1().events().inNamespace("globex").list().getItems().stream()
                        .findFirst()
                        .orElse(null),
                Objects::nonNull);
    assertThat(event.getType()).isEqualTo("Warning");
    assertThat(event.getReason()).isEqualTo("RoleNotAssumed");
    assertThat(event.getInvolvedObject().getName()).isEqualTo("intruder-0");
    assertThat(event.getMessage()).contains("role/reports is another account's", "trust policy");
  }

  @Test
  void tellsThePodsOwnerOfItsFirstCredentialsAndOfAnotherRole() throws Exception {
    server.kubectl("apply", "-f", AUDIT);
    cluster.createPod("acme", "auditor-0", "auditor");
    String agent = cluster.agent();
    String pod = cluster.token("acme", "auditor", "auditor-0", "pods.eks.amazonaws.com");
    awaitEvent("auditor-0", "RoleNotAssumed", "nothing names a role for it", agent, pod);

    annotate("auditor-0", "reports");
    Event first = awaitEvent("auditor-0", "CredentialsIssued", "role/reports", agent, pod);
    assertThat(first.getType()).isEqualTo("Normal");
    annotate("auditor-0", "audit");
    awaitEvent("auditor-0", "RoleChanged", "role/audit from here on", agent, pod);

    String secret = Answers.credentials(cluster.podIdentity(agent, pod)).secretAccessKey();
    assertThat(events("auditor-0"))
        .hasSize(3)
        .extracting(Event::getMessage)
        .noneMatch(text -> text.contains(secret) || text.contains(pod));
  }

  @Test
  void letsNoPodWriteEventsAsItLikes() throws Exception {
    cluster.createPod("acme", "forger-0", "reporter");
    String token = cluster.token("acme", "reporter", "forger-0", "sts.amazonaws.com");
    String forged =
        "arn:aws:iam::111111111111:role/%d\nNormal CredentialsIssued\u0085it wears role/admin";
    String[] parts = token.split("\\.");
    String unverified = parts[0] + "." + parts[1] + "." + parts[2].replaceAll("..$", "AA");

    for (int i = 0; i < 5; i++) {
      assertThat(webIdentity(unverified, forged.formatted(i)).statusCode()).isEqualTo(400);
    }
    await()
        .atMost(LIMIT)
        .until(() -> webIdentity(token, forged.formatted(0)).statusCode(), code -> code == 403);
    for (int i = 1; i < 20; i++) {
      assertThat(webIdentity(token, forged.formatted(i)).statusCode()).isEqualTo(403);
    }

    await().atMost(LIMIT).until(() -> events("forger-0").size() == 10);
    // Events are written one after the other: what comes after this one was never written.
    cluster.createPod("acme", "forger-1", "reporter");
    String other = cluster.token("acme", "reporter", "forger-1", "sts.amazonaws.com");
    await()
        .atMost(LIMIT)
        .until(() -> webIdentity(other, forged.formatted(0)).statusCode(), code -> code == 403);
    await().atMost(LIMIT).until(() -> !events("forger-1").isEmpty());
    assertThat(events("forger-0"))
        .hasSize(10)
        .allSatisfy(event -> {
          assertThat(event.getReason()).isEqualTo("RoleNotAssumed");
          assertThat(event.getMessage()).doesNotContainPattern("\\p{Cntrl}|\u0085");
        });
  }

  /** Asks until the pod's Events say this. */
  private static Event awaitEvent(
      String pod, String reason, String part, String agent, String token) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> {
              cluster.podIdentity(agent, token);
              return events(pod).stream()
                  .filter(event ->
                      event.getReason().equals(reason) && event.getMessage().contains(part))
                  .findFirst()
                  .orElse(null);
            },
            Objects::nonNull);
  }

  private static List<Event> events(String pod) {
    return server.client().v1().events().inNamespace("acme").list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(pod))
        .toList();
  }

  private static void annotate(String pod, String role) throws Exception {
    server.kubectl(
        "annotate", "--overwrite", "pod", "-n", "acme", pod, "rolecall.dev/role=" + role);
  }

  private static HttpResponse<String> webIdentity(String token, String role)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=forged"
                        + "&WebIdentityToken="
                        + token
                        + "&RoleArn="
                        + URLEncoder.encode(role, StandardCharsets.UTF_8)))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void doesNotTrustARoleThatWasMadeAgainUnderATrustedName() throws Exception {
    cluster.createPod("acme", "deployer-0", "deployer");
    server.kubectl("apply", "-f", DEPLOY);
    String first = uid("deploy");
    hold(RoleId.ofUid(first));
    await().atMost(LIMIT).until(() -> archive(deployer("deployer-0", first)).statusCode() == 200);

    server.kubectl("replace", "--force", "-f", DEPLOY);
    String again = uid("deploy");
    assertThat(again).isNotEqualTo(first);
    HttpResponse<String> refused = archive(deployer("deployer-0", again));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Answers.element(refused, "Code")).isEqualTo("AccessDenied");
    assertThat(Answers.element(refused, "Message"))
        .contains(
            "is not authorized to perform: sts:AssumeRole on resource:"
                + " arn:aws:iam::222222222222:role/archive");

    hold(RoleId.ofUid(again));
    await().atMost(LIMIT).until(() -> archive(deployer("deployer-0", again)).statusCode() == 200);
  }

  /** In one process, which has opened them before and keeps them. */
  @Test
  void endsSessionsThatAreKeptAndThoseChainedFromThem() throws Exception {
    cluster.createPod("acme", "deployer-1", "deployer");
    server.kubectl("apply", "-f", DEPLOY);
    hold(RoleId.ofUid(uid("deploy")));
    await()
        .atMost(LIMIT)
        .until(() -> archive(deployer("deployer-1", uid("deploy"))).statusCode() == 200);
    AwsSessionCredentials first = deployer("deployer-1", uid("deploy"));
    AwsSessionCredentials chained = Answers.assumed(archive(first));
    assertThat(Answers.element(whoami(first), "Account")).isEqualTo("111111111111");
    assertThat(Answers.element(whoami(chained), "Account")).isEqualTo("222222222222");

    suspend(true);
    awaitExpired(first);
    awaitExpired(chained);
    suspend(false);
    await().atMost(LIMIT).until(() -> whoami(chained).statusCode() == 200);
    assertThat(whoami(first).statusCode()).isEqualTo(200);

    server.kubectl(
        "patch",
        "-n",
        "acme",
        "iamrole",
        "deploy",
        "--type=merge",
        "-p",
        "{\"spec\":{\"revokeSessionsIssuedBefore\":\"%s\"}}"
            .formatted(Instant.now().plusSeconds(1)));
    awaitExpired(first);
    awaitExpired(chained);
  }

  private static void suspend(boolean suspended) throws Exception {
    server.kubectl(
        "patch",
        "account",
        "acme",
        "--type=merge",
        "-p",
        "{\"spec\":{\"suspended\":" + suspended + "}}");
  }

  private static void awaitExpired(AwsSessionCredentials session) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(Answers.element(whoami(session), "Code")).isEqualTo("ExpiredToken"));
  }

  /** As the operator does once a name is found. */
  private static void hold(RoleId role) throws Exception {
    server.kubectl(
        "annotate",
        "--overwrite",
        "-n",
        "globex",
        "iamrole",
        "archive",
        "rolecall.dev/trusted-roles={\"arn:aws:iam::111111111111:role/deploy\":\"" + role + "\"}");
  }

  private static String uid(String role) {
    return Objects.requireNonNull(
            server.client().resources(IAMRole.class).inNamespace("acme").withName(role).get())
        .getMetadata()
        .getUid();
  }

  /** A session of the role as it is now, once sts has seen it. */
  private static AwsSessionCredentials deployer(String name, String roleUid) {
    String agent = cluster.agent();
    String pod = cluster.token("acme", "deployer", name, "pods.eks.amazonaws.com");
    return await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(
            () -> {
              HttpResponse<String> granted = cluster.podIdentity(agent, pod);
              return granted.body().contains(RoleId.ofUid(roleUid).toString())
                  ? Answers.credentials(granted)
                  : null;
            },
            Objects::nonNull);
  }

  private static HttpResponse<String> archive(AwsSessionCredentials credentials)
      throws IOException, InterruptedException {
    return SignedQuery.send(
        client,
        uri,
        credentials,
        "Action=AssumeRole&Version=2011-06-15&RoleSessionName=chained&RoleArn="
            + "arn%3Aaws%3Aiam%3A%3A222222222222%3Arole%2Farchive");
  }

  @Test
  void servesARenewedCertificateWithoutARestart() throws Exception {
    SSLContext trusting = ClusterSts.trusting(cluster.renewCertificate());

    try (HttpClient strict = HttpClient.newBuilder().sslContext(trusting).build()) {
      await()
          .atMost(LIMIT)
          .ignoreExceptionsInstanceOf(SSLException.class)
          .until(() ->
              strict
                  .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                  .sslSession()
                  .isPresent());
    }
  }

  private static HttpResponse<String> whoami(AwsSessionCredentials credentials)
      throws IOException, InterruptedException {
    return SignedQuery.send(client, uri, credentials, WHOAMI);
  }
}
