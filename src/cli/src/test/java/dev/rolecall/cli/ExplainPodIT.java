package dev.rolecall.cli;

import static dev.rolecall.cli.PodSamples.annotated;
import static dev.rolecall.cli.PodSamples.env;
import static dev.rolecall.cli.PodSamples.ofNode;
import static dev.rolecall.cli.PodSamples.ofWebIdentity;
import static dev.rolecall.cli.PodSamples.on;
import static dev.rolecall.cli.PodSamples.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** {@code rolecall explain pod} against a real API server, in set-ups that are right and broken. */
class ExplainPodIT {
  private static final String ROLE = "rolecall.dev/role";

  private static ApiServer server;
  private static Path administrator;
  private static Path viewer;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = ApiServer.start();
    server.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    server.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
    server.kubectl(
        "apply",
        "-f",
        ProjectFiles.root().resolve("src/cli/src/test/resources/pods/tenants.yaml").toString());
    administrator = Files.writeString(folder.resolve("administrator"), server.kubeConfig());
    viewer = Files.writeString(folder.resolve("viewer"), viewerConfig());
    Pod agent =
        server.client().pods().inNamespace("rolecall-system").withName("rolecall-agent-1").get();
    server.client().resource(PodSamples.ready(agent)).patchStatus();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  /** A pod, and what is said first of it. */
  static Stream<Arguments> brokenSetUps() {
    return Stream.of(
        Arguments.of(
            ofNode("nobodys", "homeless", "reporter"), "namespace nobodys belongs to no Account"),
        Arguments.of(
            ofNode("twice", "claimed", "reporter"), "claimed by the Accounts first, second"),
        Arguments.of(ofNode("frozen", "cold", "reporter"), "account 333333333333 is suspended"),
        Arguments.of(plain("acme", "early", "reporter"), "it was not injected: it is older"),
        Arguments.of(
            plain("acme", "skipped", "reporter")
                .editMetadata()
                .addToLabels("rolecall.dev/skip", "true")
                .endMetadata(),
            "label rolecall.dev/skip says so"),
        Arguments.of(
            env(
                ofNode("acme", "keyed", "reporter"),
                Map.of("AWS_SECRET_ACCESS_KEY", PodSamples.SECRET)),
            "container 'main' sets AWS_SECRET_ACCESS_KEY, which SDKs prefer"),
        Arguments.of(
            env(ofNode("acme", "proxied", "reporter"), Map.of("HTTP_PROXY", "http://proxy:3128")),
            "container 'main' sets HTTP_PROXY"),
        Arguments.of(
            annotated(
                env(
                    plain("acme", "tasklike", "reporter"),
                    Map.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/1")),
                "rolecall.dev/credentials-id",
                "1"),
            "injected for the ECS endpoint, which its account does not open"),
        Arguments.of(
            ofWebIdentity("acme", "roleless", Map.of()), "container 'main' has no AWS_ROLE_ARN"),
        Arguments.of(ofNode("acme", "unnamed", "nameless"), "nothing names a role for it"),
        Arguments.of(
            ofNode("acme", "undecided", "torn"),
            "associations torn-one, torn-two match and name different roles"),
        Arguments.of(
            annotated(ofNode("acme", "mistyped", "reporter"), ROLE, "report"),
            "role arn:aws:iam::111111111111:role/report does not exist"),
        Arguments.of(
            annotated(ofNode("acme", "refused", "reporter"), ROLE, "guarded"), "'NotTheReporter'"),
        Arguments.of(
            ofWebIdentity(
                "acme",
                "stranger",
                Map.of("AWS_ROLE_ARN", "arn:aws:iam::111111111111:role/reports")),
            "allows sts:AssumeRoleWithWebIdentity to subject 'system:serviceaccount:acme:reporter'"),
        Arguments.of(
            ofNode("acme", "onward", "traveller"),
            "role arn:aws:iam::111111111111:role/reports may not go on to target role"),
        Arguments.of(
            annotated(
                ofNode("acme", "reaching", "reporter"),
                ROLE,
                "arn:aws:iam::222222222222:role/treasury"),
            "role arn:aws:iam::222222222222:role/treasury does not let the pod in"),
        Arguments.of(
            on(ofNode("acme", "unserved", "reporter"), "node-2"), "node node-2 has no agent"),
        Arguments.of(
            on(ofNode("acme", "unguarded", "reporter"), "node-3"),
            "node node-3 has the taint rolecall.dev/guard-not-ready"));
  }

  @ParameterizedTest
  @MethodSource("brokenSetUps")
  void saysTheFirstThingThatIsWrong(PodBuilder pod, String first) {
    String name = create(pod);
    assertThat(explain(administrator, name)).as(errors.toString()).isEqualTo(1);
    assertThat(firstLine()).startsWith("Pod " + name + ": the first thing that is wrong: ");
    assertThat(firstLine()).contains(first);
    assertThat(out.toString().lines().toList().get(1)).startsWith("To mend it: ");
    assertThat(out.toString()).doesNotContain(PodSamples.SECRET, "\tat ");
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void findsNothingWrongWhereNothingIs() {
    String name = create(ofNode("acme", "right", "reporter"));
    assertThat(explain(administrator, name)).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("Pod acme/right: nothing is wrong with its credentials.")
        .contains("named by association reporters", "statement 'PodsOfTheNamespace'")
        .contains("inline policy 'read' (1 Allow, 0 Deny)", "guardrails, level 1 of 1")
        .contains("its sessions last 1 h", "the agent of node node-1 is ready")
        .doesNotContain("unseen", "WRONG");
  }

  @Test
  void followsWebIdentityByTheIssuerThatTheApiServerPublishes() {
    String role = "arn:aws:iam::111111111111:role/irsa";
    String name = create(ofWebIdentity("acme", "irsa", Map.of("AWS_ROLE_ARN", role)));
    assertThat(explain(administrator, name)).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("subject system:serviceaccount:acme:reporter", "statement 'Reporter'")
        .contains("pods that are made from now on");
  }

  @Test
  void saysThatAServiceAccountIsGoneAndThatAPodHasEnded() throws Exception {
    String orphan = create(ofNode("acme", "orphan", "gone"));
    server.kubectl("delete", "serviceaccount", "-n", "acme", "gone");
    assertThat(explain(administrator, orphan)).isEqualTo(1);
    assertThat(firstLine()).contains("service account acme/gone does not exist");

    String done = create(ofNode("acme", "done", "reporter"));
    server.kubectl(
        "patch",
        "pod",
        "-n",
        "acme",
        "done",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"phase\":\"Succeeded\"}}");
    out.getBuffer().setLength(0);
    assertThat(explain(administrator, done)).isEqualTo(1);
    assertThat(firstLine()).contains("has finished (Succeeded)");
  }

  @Test
  void saysWhatItsUserMayNotReadAndGuessesNothing() {
    String name = create(ofNode("acme", "seen-by-few", "reporter"));
    assertThat(explain(viewer, name)).as(out + "" + errors).isZero();
    assertThat(out.toString())
        .contains("nothing is wrong as far as you may read")
        .contains("you may not read accounts", "you may not read node node-1")
        .contains("the namespace's label says account 111111111111")
        .contains("statement 'PodsOfTheNamespace'")
        .doesNotContain("guardrails, level", "\tat ", "Exception");

    out.getBuffer().setLength(0);
    assertThat(explain(viewer, "rolecall-system/rolecall-agent-1")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("you may not read pod rolecall-system/rolecall-agent-1")
        .doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void showsNoOtherAccountsPoliciesToWhoMayNotReadThem() {
    String name =
        create(
            annotated(
                ofNode("acme", "curious", "reporter"),
                ROLE,
                "arn:aws:iam::222222222222:role/treasury"));
    assertThat(explain(viewer, name)).isZero();
    assertThat(out.toString())
        .contains("whether it exists and trusts this pod is its owner's to know")
        .doesNotContain("SecretOfGlobex", "hidden-vault");
  }

  @Test
  void letsNoTextOfOthersActOnATerminal() {
    String hostile = "\u001b[2J\nok       role         forged\u202e\u009b1m" + "x".repeat(9000);
    String name = create(annotated(ofNode("acme", "hostile", "reporter"), ROLE, hostile));
    for (String format : List.of("text", "json")) {
      out.getBuffer().setLength(0);
      assertThat(explain(administrator, name, "--format", format)).isEqualTo(1);
      assertThat(out.toString()).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]|\\p{Cf}|\\u009b");
      assertThat(out.toString().lines()).noneMatch(line -> line.startsWith("ok       role  "));
      assertThat(out.toString()).contains("is no role's name or ARN");
      assertThat(out.toString()).hasSizeLessThan(20_000);
    }
  }

  @Test
  void knowsThatATaskWithoutATaskRoleIsRight() throws Exception {
    server.kubectl(
        "apply",
        "-f",
        ProjectFiles.root().resolve("src/cli/src/test/resources/pods/granted.yaml").toString());
    Task task = server.client().resources(Task.class).inNamespace("acme").withName("bare").get();
    String name =
        create(
            annotated(ofNode("acme", "task-bare", "reporter"), ROLE, "")
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion(task.getApiVersion())
                .withKind(task.getKind())
                .withName("bare")
                .withUid(task.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata());
    assertThat(explain(administrator, name)).as(out.toString()).isZero();
    assertThat(out.toString()).contains("runs Task bare", "its Task has no task role");
  }

  @Test
  void tellsWhetherRbacGrantsTheUseOfTheRole() throws Exception {
    server.kubectl(
        "apply",
        "-f",
        ProjectFiles.root().resolve("src/cli/src/test/resources/pods/granted.yaml").toString());
    String granted = create(ofNode("guild", "member", "member"));
    assertThat(explain(administrator, granted)).as(out.toString()).isZero();
    assertThat(out.toString()).contains("RBAC grants its service account the use of the role");
    out.getBuffer().setLength(0);
    String other = create(ofNode("guild", "guest", "guest"));
    assertThat(explain(administrator, other)).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("RBAC does not grant service account guild/guest the use of IAMRole guild/craft");
  }

  /** Of the cluster whose sts is in another namespace, the audience and the prefix are others. */
  @Test
  void goesByTheSettingsOfTheCluster() throws Exception {
    server.kubectl(
        "apply",
        "-f",
        ProjectFiles.root().resolve("src/cli/src/test/resources/pods/settings.yaml").toString());
    PodBuilder pod = ofNode("acme", "prefixed", "prefixed");
    pod.editSpec()
        .editFirstVolume()
        .editProjected()
        .editFirstSource()
        .editServiceAccountToken()
        .withAudience("pods.acme.test")
        .endServiceAccountToken()
        .endSource()
        .endProjected()
        .endVolume()
        .endSpec();
    explain(administrator, create(pod), "--system-namespace", "other-system");
    assertThat(out.toString())
        .contains("it was injected in the mode node", "container 'main' has what it needs")
        .contains("service account annotation irsa.acme.test/role-arn: arn:aws:iam::111111111111")
        .contains("role arn:aws:iam::111111111111:role/reports is named by");
  }

  @Test
  void printsJsonForPrograms() throws Exception {
    String name = create(ofNode("acme", "machine-read", "nameless"));
    assertThat(explain(administrator, name, "--format", "json")).isEqualTo(1);
    assertThat(Json.write(Json.parse(out.toString())))
        .contains("\"wrong\":true", "\"first\":{\"state\":\"wrong\"", "\"remedy\":\"")
        .contains("\"step\":\"role named\"");
  }

  @Test
  void endsWithTwoWhereThereIsNoSuchPod() {
    assertThat(explain(administrator, "acme/nowhere")).isEqualTo(2);
    assertThat(errors.toString()).contains("there is no such pod", "pod acme/nowhere");
  }

  /** The script, found by the kubectl that the API server brings, as any plug-in is. */
  @Test
  void isAPlugInOfKubectl(@TempDir Path folder) throws Exception {
    PlugIn plugIn = PlugIn.install(folder, server.kubectlProgram(), administrator);
    String name = create(ofNode("acme", "plugged", "reporter"));

    assertThat(plugIn.kubectl(0, "rolecall", "explain", "pod", name))
        .contains("Pod acme/plugged: nothing is wrong");
    assertThat(plugIn.kubectl(0, "rolecall", "explain", "pod", "plugged", "-n", "acme"))
        .contains("Pod acme/plugged: nothing is wrong");
    assertThat(plugIn.kubectl(0, "rolecall", "explain", "pod", "--help"))
        .contains("Usage: kubectl rolecall explain pod", "  kubectl rolecall explain pod acme/")
        .doesNotContain("./rolecall");
    assertThat(plugIn.kubectl(2, "rolecall", "explain", "pod", "acme/nowhere"))
        .contains("kubectl rolecall: there is no such pod");
    assertThat(plugIn.kubectl(2, "rolecall", "explain", "pod"))
        .contains("kubectl rolecall explain pod: ", "kubectl rolecall explain pod --help");
  }

  /** Of a service account that may read one namespace. */
  private static String viewerConfig() {
    Config config = Config.fromKubeconfig(server.kubeConfig());
    String token =
        server
            .client()
            .serviceAccounts()
            .inNamespace("acme")
            .withName("viewer")
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    return """
    apiVersion: v1
    kind: Config
    current-context: viewer
    clusters: [{name: c, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
    users: [{name: viewer, user: {token: "%s"}}]
    contexts: [{name: viewer, context: {cluster: c, user: viewer, namespace: acme}}]
    """
        .formatted(config.getMasterUrl(), token);
  }

  private static String create(PodBuilder pod) {
    Pod created = server.client().resource(pod.build()).create();
    server.client().resource(PodSamples.ready(created)).patchStatus();
    return created.getMetadata().getNamespace() + "/" + created.getMetadata().getName();
  }

  private String firstLine() {
    return out.toString().lines().findFirst().orElse("");
  }

  private int explain(Path kubeConfig, String pod, String... more) {
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(
        Stream.concat(
                Stream.of("explain", "pod", pod, "--kubeconfig", kubeConfig.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
