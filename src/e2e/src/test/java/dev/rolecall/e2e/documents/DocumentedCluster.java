package dev.rolecall.e2e.documents;

import com.marcnuri.helm.Helm;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.FreePort;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * A real API server on which the chart is installed and the operator serves: the cluster of the
 * pages. It has no nodes, so nothing that the chart starts runs by itself.
 */
final class DocumentedCluster implements AutoCloseable {
  private static final String NAME = "rolecall";
  private static final String SYSTEM = "rolecall-system";

  private final ApiServer api;
  private final Path kubeConfig;
  private final Process operator;

  private DocumentedCluster(ApiServer api, Path kubeConfig, Process operator) {
    this.api = api;
    this.kubeConfig = kubeConfig;
    this.operator = operator;
  }

  /** An API server and nothing else. */
  static ApiServer bare() throws IOException {
    // As every Kubernetes since 1.22: without it pods wait for token Secrets that nobody makes.
    return ApiServer.start("--feature-gates=BoundServiceAccountTokenVolume=true");
  }

  /**
   * Installs the chart, and starts the operator beside the API server.
   *
   * @param folder for the kubeconfig and the operator's log
   */
  static DocumentedCluster start(Path folder) throws Exception {
    ApiServer api = bare();
    Path kubeConfig = Files.writeString(folder.resolve("kubeconfig"), api.kubeConfig());
    new Helm(ProjectFiles.root().resolve("charts/rolecall"))
        .install()
        .withName(NAME)
        .withNamespace(SYSTEM)
        .createNamespace()
        .withKubeConfig(kubeConfig)
        .call();
    api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    int port = FreePort.find();
    callAt(port, api.client());
    Process operator = operator(folder, kubeConfig, port);
    awaitTrusted(api.client());
    return new DocumentedCluster(api, kubeConfig, operator);
  }

  /** The operator is beside the API server, and not behind a Service. */
  private static void callAt(int port, KubernetesClient client) {
    var webhooks = client.admissionRegistration().v1();
    webhooks
        .mutatingWebhookConfigurations()
        .withName(NAME)
        .edit(configuration -> {
          configuration.getWebhooks().stream()
              .map(MutatingWebhook::getClientConfig)
              .forEach(to -> move(to, port));
          return configuration;
        });
    webhooks
        .validatingWebhookConfigurations()
        .withName(NAME)
        .edit(configuration -> {
          configuration.getWebhooks().stream()
              .map(ValidatingWebhook::getClientConfig)
              .forEach(to -> move(to, port));
          return configuration;
        });
  }

  private static void move(WebhookClientConfig webhook, int port) {
    webhook.setUrl("https://127.0.0.1:" + port + webhook.getService().getPath());
    webhook.setService(null);
  }

  private static Process operator(Path folder, Path kubeConfig, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx192m",
                    "-Dquarkus.management.port=0",
                    "-Drolecall.webhook.port=" + port,
                    "-Drolecall.tls.webhook-names=127.0.0.1",
                    "-Drolecall.cluster.issuer=" + ApiServer.ISSUER,
                    "-Drolecall.webhook.agent-image=registry.example/rolecall:1",
                    "-jar",
                    ProjectFiles.root()
                        .resolve("operator/target/quarkus-app/quarkus-run.jar")
                        .toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("operator.log").toFile());
    builder
        .environment()
        .putAll(Map.of("KUBECONFIG", kubeConfig.toString(), "POD_NAME", "operator-0"));
    return builder.start();
  }

  private static void awaitTrusted(KubernetesClient client) {
    client
        .admissionRegistration()
        .v1()
        .validatingWebhookConfigurations()
        .withName(NAME)
        .waitUntilCondition(
            configuration ->
                configuration.getWebhooks().stream()
                    .map(ValidatingWebhook::getClientConfig)
                    .allMatch(webhook -> Objects.nonNull(webhook.getCaBundle())),
            2,
            TimeUnit.MINUTES);
  }

  ApiServer api() {
    return api;
  }

  Path kubeConfig() {
    return kubeConfig;
  }

  /** What a Secret of Rolecall's namespace holds; empty where there is none. */
  String secret(String name) {
    Secret secret = api.client().secrets().inNamespace(SYSTEM).withName(name).get();
    return secret == null ? "" : String.valueOf(secret.getData());
  }

  /** Returns once the API server reaches the webhooks, which may have another authority. */
  void awaitAdmission() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .ignoreException(IOException.class)
        .until(
            () ->
                api.kubectl(
                    "annotate", "iamroles", "--all", "-n", "acme", "--dry-run=server", "a=b"),
            answer -> answer.contains("annotated"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    operator.destroy();
    if (!operator.waitFor(30, TimeUnit.SECONDS)) {
      operator.destroyForcibly().waitFor();
    }
    api.close();
  }

  /** Gives it, with the quickstart applied, to whoever has it as a parameter. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == DocumentedCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      ExtensionContext.Store store = context.getRoot().getStore(Namespace.GLOBAL);
      DocumentedCluster running = store.get(DocumentedCluster.class, DocumentedCluster.class);
      if (running == null) {
        running = startForAll();
        store.put(DocumentedCluster.class, running);
      }
      return running;
    }

    private static DocumentedCluster startForAll() {
      try {
        Path folder = Files.createTempDirectory("documents");
        DocumentedCluster cluster = DocumentedCluster.start(folder);
        Desk desk =
            Desk.in(Files.createDirectory(folder.resolve("desk")), cluster.api().kubectlProgram());
        new Reader(desk, cluster.kubeConfig()).prepare(Path.of("quickstart.md"));
        return cluster;
      } catch (TestAbortedException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("the cluster of the documents does not start", e);
      }
    }
  }
}
