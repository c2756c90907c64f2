package dev.rolecall.e2e.access;

import dev.rolecall.e2e.RenderedChart;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.Requirement;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An API server with the rendered chart, and the programs beside it: each with the token of its
 * service account and the variables of its Deployment.
 */
final class AccessCluster implements AutoCloseable {
  static final String SYSTEM = "rolecall-system";

  private final ApiServer api;
  private final RenderedChart chart;
  private final Path folder;
  private final List<RunningProgram> programs = new ArrayList<>();

  private AccessCluster(ApiServer api, RenderedChart chart, Path folder) {
    this.api = api;
    this.chart = chart;
    this.folder = folder;
  }

  /**
   * Applies the chart; its webhooks are asked at a port of this machine.
   *
   * @param folder for whatever is written
   */
  static AccessCluster start(RenderedChart chart, int webhooks, Path folder, String... flags)
      throws Exception {
    AccessCluster cluster = new AccessCluster(ApiServer.start(flags), chart, folder);
    cluster.api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());
    cluster.api.kubectl("create", "namespace", SYSTEM);
    // Where an administrator took it away, the chart's own rule is all that the programs have.
    cluster.api.kubectl("delete", "clusterrolebinding", "system:service-account-issuer-discovery");
    String manifests =
        chart
            .manifests()
            .replaceAll(
                "service: \\{.*path: ([^,]+),.*\\}", "url: https://127.0.0.1:" + webhooks + "$1");
    cluster.api.kubectl(
        "apply", "-f", Files.writeString(folder.resolve("chart.yaml"), manifests).toString());
    return cluster;
  }

  KubernetesClient client() {
    return api.client();
  }

  ApiServer api() {
    return api;
  }

  /**
   * Starts a program as what the chart calls it.
   *
   * @param jar below the project's root
   * @param replica its pod's name
   */
  RunningProgram run(
      ServiceAccountName account, String jar, String replica, List<String> properties)
      throws Exception {
    Path built = ProjectFiles.root().resolve(jar);
    Requirement.that(Files.exists(built), jar + " is not built");
    Map<String, String> environment = variables(account.name());
    environment.put("KUBECONFIG", kubeConfig(account, replica).toString());
    environment.put("POD_NAME", replica);
    RunningProgram program =
        RunningProgram.start(built, folder.resolve(replica + ".log"), environment, properties);
    programs.add(program);
    return program;
  }

  /** But those that a kubelet makes, and how the image's JVM is started. */
  private Map<String, String> variables(String deployment) {
    Map<String, String> variables = new HashMap<>();
    for (EnvVar variable :
        chart
            .one(Deployment.class, deployment)
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst()
            .getEnv()) {
      String value = variable.getValue();
      if (value != null
          && !value.contains("$(")
          && !variable.getName().equals("JAVA_TOOL_OPTIONS")) {
        variables.put(variable.getName(), value);
      }
    }
    return variables;
  }

  /** An administrator's, but for who asks. */
  private Path kubeConfig(ServiceAccountName account, String replica) throws Exception {
    Path file = Files.writeString(folder.resolve(replica + ".kubeconfig"), api.kubeConfig());
    String token =
        api.client()
            .serviceAccounts()
            .inNamespace(account.namespace())
            .withName(account.name())
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    api.kubectl("--kubeconfig=" + file, "config", "set-credentials", "own", "--token=" + token);
    api.kubectl("--kubeconfig=" + file, "config", "set-context", "--current", "--user=own");
    return file;
  }

  /** A token that is bound to a pod. */
  String token(ServiceAccountName account, String pod, String audience) {
    return api.podToken(account.namespace(), account.name(), pod, audience);
  }

  /** Ends the programs; the API server stays. */
  void stopPrograms() throws InterruptedException {
    for (RunningProgram program : programs) {
      program.close();
    }
    programs.clear();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      stopPrograms();
    } finally {
      api.close();
    }
  }
}
