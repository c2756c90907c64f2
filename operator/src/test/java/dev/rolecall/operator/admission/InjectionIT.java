package dev.rolecall.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.binding.EksPrefix;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.operator.fakes.InMemorySecrets;
import dev.rolecall.operator.injection.CredentialsIds;
import dev.rolecall.operator.injection.InjectionFixtures;
import dev.rolecall.operator.injection.InjectionRequest;
import dev.rolecall.operator.injection.Mode;
import dev.rolecall.operator.injection.Mutation;
import dev.rolecall.operator.injection.PodMutator;
import dev.rolecall.operator.injection.plan.AgentEndpoint;
import dev.rolecall.operator.injection.plan.EksAnnotations;
import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.injection.plan.ServerFeatures;
import dev.rolecall.operator.tls.TlsMaterial;
import dev.rolecall.operator.tls.TlsSecrets;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The injection of pods by a real API server, which calls another webhook after ours, that adds a
 * container and a volume, and then ours again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectionIT {
  private static final String NAMESPACE = "team";
  private static final String ROLE = "arn:aws:iam::111111111111:role/app/Reports";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What no author can create: mirrors of a node's files, and ephemeral containers. */
  private static final Set<String> NOT_CREATED = Set.of("mirror.json", "ephemeral.json");

  private final Vertx vertx = Vertx.vertx();

  /** The server knows no restartable init containers. */
  private final InjectionSettings settings =
      InjectionFixtures.settings(AgentEndpoint.NODE_IPV4, new ServerFeatures(false, true));

  private final PodMutator mutator =
      new PodMutator(
          settings, () -> "CA PEM", new CredentialsIds(Clock.systemUTC(), new SecureRandom()));
  private ApiServer api;
  private KubernetesClient client;
  private CachedServiceAccounts serviceAccounts;

  @BeforeAll
  void start() throws Exception {
    api = ApiServer.start();
    client = api.client();
    serviceAccounts = CachedServiceAccounts.start(client, EksPrefix.DEFAULT);
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .addToLabels("injected", "yes")
                .endMetadata()
                .build())
        .create();
    TlsMaterial tls =
        new TlsSecrets(
                new InMemorySecrets(),
                Clock.systemUTC(),
                new SecureRandom(),
                List.of("127.0.0.1"),
                List.of("sts"))
            .maintain();
    PodAdmission pods =
        new PodAdmission(
            mutator,
            new EksAnnotations(settings.workloads()),
            serviceAccounts,
            new RoleBinding(
                    new InMemoryResources()
                        .add(InMemoryResources.account("111111111111", NAMESPACE)),
                    "rolecall")
                ::resolve,
            Mode.NODE);
    WebhookServer server =
        WebhookServer.start(vertx, 0, tls, Map.of("/mutate-pods", pods, "/mesh", InjectionIT::mesh))
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    register("a-rolecall", "https://127.0.0.1:" + server.port() + "/mutate-pods", tls);
    register("b-mesh", "https://127.0.0.1:" + server.port() + "/mesh", tls);
  }

  @AfterAll
  void stop() throws IOException {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    if (api != null) {
      serviceAccounts.close();
      api.close();
    }
  }

  static Stream<Path> goldenPods() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(InjectionIT.class.getResource("/injection")).toURI());
    return Files.list(folder)
        .filter(file -> !NOT_CREATED.contains(file.getFileName().toString()))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("goldenPods")
  void isDoneAfterTheServerInvokedItAgain(Path file) throws IOException {
    JsonNode golden = MAPPER.readTree(file.toFile());
    Mode mode = Mode.of(golden.path("mode").asText()).orElseThrow();
    Optional<String> role = Optional.ofNullable(golden.get("role")).map(JsonNode::asText);
    Map<String, String> annotations = new HashMap<>();
    golden
        .path("serviceAccount")
        .properties()
        .forEach(member -> annotations.put(member.getKey(), member.getValue().asText()));
    String account = file.getFileName().toString().replace(".json", "");
    serviceAccount(account, annotations);
    ObjectNode pod = golden.path("pod").deepCopy();
    pod.withObject("/metadata/annotations").put(Mode.ANNOTATION, mode.toString());
    role.ifPresent(
        arn -> pod.withObject("/metadata/annotations").put(RoleBinding.ROLE_ANNOTATION, arn));
    pod.withObject("/spec").put("serviceAccountName", account);
    if (golden.has("refused")) {
      assertThatThrownBy(() -> create(pod)).isInstanceOf(KubernetesClientException.class);
      return;
    }
    JsonNode created = create(pod);

    assertThat(names(created, "containers")).contains("mesh").doesNotHaveDuplicates();
    assertThat(names(created, "volumes")).contains("mesh-certs").doesNotHaveDuplicates();
    assertThat(
            mutator.mutate(
                new InjectionRequest(created, mode, role.flatMap(RoleArn::parse), annotations)))
        .isInstanceOf(Mutation.Unchanged.class);
    JsonNode mesh = named(created.path("spec").path("containers"), "mesh");
    assertThat(StreamSupport.stream(mesh.path("env").spliterator(), false))
        .extracting(variable -> variable.path("name").asText())
        .contains("AWS_ENDPOINT_URL_STS", "AWS_REGION")
        .doesNotHaveDuplicates();
  }

  @Test
  void givesAnEksPodWhatEksGivesItAndTheWayToSts() throws IOException {
    serviceAccount(
        "eks",
        Map.of(
            "eks.amazonaws.com/role-arn", ROLE,
            "eks.amazonaws.com/audience", "sts.acme.test",
            "eks.amazonaws.com/token-expiration", "7200"));
    JsonNode created =
        create(
            (ObjectNode)
                MAPPER.readTree(
                    """
                    {"apiVersion": "v1", "kind": "Pod",
                     "metadata": {"generateName": "app-",
                       "annotations": {"eks.amazonaws.com/skip-containers": "mesh"}},
                     "spec": {"serviceAccountName": "eks",
                       "containers": [{"name": "app", "image": "app:1"}]}}
                    """));
    JsonNode app = named(created.path("spec").path("containers"), "app");

    assertThat(app.path("env"))
        .isEqualTo(
            MAPPER.readTree(
                """
                [{"name": "AWS_STS_REGIONAL_ENDPOINTS", "value": "regional"},
                 {"name": "AWS_DEFAULT_REGION", "value": "eu-central-1"},
                 {"name": "AWS_REGION", "value": "eu-central-1"},
                 {"name": "AWS_ENDPOINT_URL_STS", "value": "http://127.0.0.1:8481"},
                 {"name": "AWS_ROLE_ARN", "value": "%s"},
                 {"name": "AWS_WEB_IDENTITY_TOKEN_FILE",
                  "value": "/var/run/secrets/eks.amazonaws.com/serviceaccount/token"}]
                """
                    .formatted(ROLE)));
    assertThat(app.path("volumeMounts"))
        .isEqualTo(
            MAPPER.readTree(
                """
                [{"name": "aws-iam-token", "readOnly": true,
                  "mountPath": "/var/run/secrets/eks.amazonaws.com/serviceaccount"}]
                """));
    assertThat(named(created.path("spec").path("volumes"), "aws-iam-token").path("projected"))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"sources": [{"serviceAccountToken": {"audience": "sts.acme.test",
                   "expirationSeconds": 7200, "path": "token"}}],
                 "defaultMode": 420}
                """));
    assertThat(named(created.path("spec").path("containers"), "mesh").has("env")).isFalse();
  }

  @Test
  void takesTheGuidesManifestAsItIs() throws Exception {
    api.kubectl("apply", "-f", ProjectFiles.root().resolve("examples/eks").toString());

    Pod pod = client.pods().inNamespace(NAMESPACE).withName("reports").get();
    assertThat(pod.getSpec().getContainers().get(0).getEnv())
        .contains(new EnvVar("AWS_ROLE_ARN", ROLE, null));
    assertThat(pod.getSpec().getContainers().get(1).getEnv()).isEmpty();
    assertThat(pod.getSpec().getVolumes())
        .filteredOn(volume -> volume.getName().equals("aws-iam-token"))
        .singleElement()
        .satisfies(volume ->
            assertThat(
                    volume
                        .getProjected()
                        .getSources()
                        .getFirst()
                        .getServiceAccountToken()
                        .getExpirationSeconds())
                .isEqualTo(7200));
  }

  @Test
  void warnsWhoCreatesAPodThatItsOwnKeysWouldWin() throws Exception {
    serviceAccount("warned", Map.of());
    Path manifest = Files.createTempFile("pod", ".yaml");
    Files.writeString(
        manifest,
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: warned, namespace: team}
        spec:
          serviceAccountName: warned
          containers:
            - {name: app, image: "app:1", env: [{name: AWS_ACCESS_KEY_ID, value: AKIA}]}
        """);

    assertThat(api.kubectl("create", "--dry-run=server", "-f", manifest.toString()))
        .contains("Warning: rolecall: container 'app' sets AWS_ACCESS_KEY_ID");
  }

  private JsonNode create(ObjectNode pod) throws IOException {
    return MAPPER.readTree(
        client.raw("/api/v1/namespaces/" + NAMESPACE + "/pods?dryRun=All", "POST", pod.toString()));
  }

  /** There is no controller that makes token Secrets, so none is mounted. */
  private void serviceAccount(String name, Map<String, String> annotations) {
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withAnnotations(annotations)
                .endMetadata()
                .withAutomountServiceAccountToken(false)
                .build())
        .create();
  }

  private void register(String name, String url, TlsMaterial tls) {
    String ca = Base64.getEncoder().encodeToString(tls.bundle().getBytes(StandardCharsets.UTF_8));
    client
        .load(
            new ByteArrayInputStream(
                """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: %s}
                webhooks:
                  - name: %s.rolecall.test
                    admissionReviewVersions: [v1]
                    sideEffects: None
                    failurePolicy: Fail
                    reinvocationPolicy: IfNeeded
                    clientConfig: {url: "%s", caBundle: %s}
                    namespaceSelector: {matchLabels: {injected: "yes"}}
                    rules:
                      - {operations: [CREATE], apiGroups: [""], apiVersions: [v1], resources: [pods]}
                """
                    .formatted(name, name, url, ca)
                    .getBytes(StandardCharsets.UTF_8)))
        .create();
  }

  /** A service mesh: its container last, its volume first. */
  private static CompletionStage<AdmissionAnswer> mesh(AdmissionRequest request) {
    JsonNode spec = request.object().path("spec");
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    if (named(spec.path("containers"), "mesh").isMissingNode()) {
      patch
          .addObject()
          .put("op", "add")
          .put("path", "/spec/containers/-")
          .putObject("value")
          .put("name", "mesh")
          .put("image", "mesh:1");
      ObjectNode volume = JsonNodeFactory.instance.objectNode().put("name", "mesh-certs");
      volume.putObject("emptyDir");
      ObjectNode operation = patch.addObject().put("op", "add");
      if (spec.path("volumes").isArray()) {
        operation.put("path", "/spec/volumes/0").set("value", volume);
      } else {
        operation.put("path", "/spec/volumes").putArray("value").add(volume);
      }
    }
    return CompletableFuture.completedFuture(
        patch.isEmpty()
            ? new AdmissionAnswer.Allowed(List.of())
            : new AdmissionAnswer.Patched(patch, List.of()));
  }

  private static List<String> names(JsonNode pod, String list) {
    return StreamSupport.stream(pod.path("spec").path(list).spliterator(), false)
        .map(element -> element.path("name").asText())
        .toList();
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode element : list) {
      if (element.path("name").asText().equals(name)) {
        return element;
      }
    }
    return list.path("none");
  }
}
