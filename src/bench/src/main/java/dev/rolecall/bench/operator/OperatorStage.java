package dev.rolecall.bench.operator;

import dev.rolecall.bench.load.Modules;
import dev.rolecall.bench.load.ServerProcess;
import dev.rolecall.testkit.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An API server, and what is started beside it. */
final class OperatorStage implements AutoCloseable {
  /** What a JVM makes of the 1 GiB that the chart gives each, of which 60 % are for the heap. */
  private static final List<String> MEMORY = List.of("-Xmx614m", "-XX:+UseSerialGC");

  private final ApiServer api;
  private final KubernetesClient client;
  private final Path kubeConfig;
  private final Path log;

  OperatorStage() throws IOException, InterruptedException {
    ApiServer.missing()
        .ifPresent(what -> {
          throw new IllegalStateException(
              "the operator is measured beside a real API server: " + what);
        });
    api = ApiServer.start();
    client = api.newClient();
    client.getConfiguration().setMaxConcurrentRequestsPerHost(Population.CONCURRENCY);
    kubeConfig = Files.createTempFile("bench", ".kubeconfig");
    log = Files.createTempFile("operator", ".log");
    Files.writeString(kubeConfig, api.kubeConfig());
    api.kubectl("apply", "-f", Modules.project().resolve("crds").toString());
    api.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
    api.kubectl("create", "namespace", "rolecall-system");
  }

  KubernetesClient client() {
    return client;
  }

  /** The operator as it is deployed; its port is open once it serves its webhooks. */
  ServerProcess operator() throws IOException {
    Path jar = Modules.project().resolve("operator/target/quarkus-app/quarkus-run.jar");
    if (Files.notExists(jar)) {
      throw new IllegalStateException(jar + " is not built; start the bench by ./rolecall bench");
    }
    int port = ServerProcess.freePort();
    return start(
        port,
        "-Dquarkus.management.port=0",
        "-Drolecall.webhook.port=" + port,
        "-Drolecall.webhook.agent-image=rolecall/agent:1",
        "-Drolecall.cluster.issuer=" + ApiServer.ISSUER,
        "-jar",
        jar.toString());
  }

  /** The informers of sts, whose port is open once they have everything. */
  ServerProcess informersOfSts() throws IOException {
    int port = ServerProcess.freePort();
    return start(
        port,
        "-cp",
        System.getProperty("java.class.path"),
        StsInformers.class.getName(),
        Integer.toString(port));
  }

  private ServerProcess start(int port, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MEMORY);
    command.addAll(List.of(arguments));
    return ServerProcess.start(command, Map.of("KUBECONFIG", kubeConfig.toString()), port, log);
  }

  /** What the processes printed. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws IOException {
    client.close();
    api.close();
    Files.deleteIfExists(kubeConfig);
    Files.deleteIfExists(log);
  }
}
