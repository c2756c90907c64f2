package dev.rolecall.operator;

import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.FreePort;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** An API server as the chart leaves it, and the replicas of the operator beside it. */
final class InstalledChart implements AutoCloseable {
  static final String SYSTEM = "rolecall-system";

  private final ApiServer api;
  private final int port;
  private final List<RunningOperator> replicas = new ArrayList<>();

  private InstalledChart(ApiServer api, int port) {
    this.api = api;
    this.port = port;
  }

  /** Definitions, the system namespace and webhooks that nobody serves yet. */
  static InstalledChart start() throws Exception {
    InstalledChart cluster = withoutWebhooks();
    cluster.addWebhooks();
    return cluster;
  }

  /** Definitions and the system namespace: resources can be made that nobody looks at. */
  static InstalledChart withoutWebhooks() throws Exception {
    ApiServer api = ApiServer.start();
    api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    new OperatorObjects(api.client()).namespace(SYSTEM);
    return new InstalledChart(api, FreePort.find());
  }

  /** From now on the API server asks the webhooks, and refuses where nobody answers. */
  void addWebhooks() throws IOException {
    byte[] webhooks = OperatorObjects.webhooks(port).getBytes(StandardCharsets.UTF_8);
    client().load(new ByteArrayInputStream(webhooks)).create();
  }

  ApiServer api() {
    return api;
  }

  KubernetesClient client() {
    return api.client();
  }

  /** Where the API server finds the webhooks. */
  int webhooks() {
    return port;
  }

  /** Starts the one replica that serves the webhooks, and returns once the API server trusts it. */
  RunningOperator run(String... settings) throws Exception {
    RunningOperator operator = replica("operator-0", port, settings);
    operator.awaitServing();
    awaitTrusted();
    return operator;
  }

  /**
   * Starts a replica and does not wait.
   *
   * @param name of its pod
   * @param port of its webhooks
   */
  RunningOperator replica(String name, int port, String... settings) throws IOException {
    List<String> all = new ArrayList<>();
    all.add("-Drolecall.cluster.issuer=" + ApiServer.ISSUER);
    all.add("-Drolecall.webhook.agent-image=registry.test/rolecall:1");
    all.addAll(List.of(settings));
    RunningOperator operator = RunningOperator.start(name, api, port, all.toArray(String[]::new));
    replicas.add(operator);
    return operator;
  }

  /** Returns once the API server has the certificates that it trusts the webhooks by. */
  void awaitTrusted() {
    awaitTrusted(client());
  }

  static void awaitTrusted(KubernetesClient client) {
    client
        .admissionRegistration()
        .v1()
        .validatingWebhookConfigurations()
        .withName("rolecall")
        .waitUntilCondition(
            configuration ->
                configuration.getWebhooks().stream()
                    .map(ValidatingWebhook::getClientConfig)
                    .allMatch(webhook -> Objects.nonNull(webhook.getCaBundle())),
            60,
            TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      for (RunningOperator replica : replicas) {
        replica.close();
      }
    } finally {
      api.close();
    }
  }
}
