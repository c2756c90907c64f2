package dev.rolecall.cli.demo;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.local.Agent;
import dev.rolecall.cli.local.ChildProgram;
import dev.rolecall.cli.local.Children;
import dev.rolecall.cli.local.Installation;
import dev.rolecall.cli.local.LocalPod;
import dev.rolecall.cli.local.Ports;
import dev.rolecall.cli.state.StateFolder;
import dev.rolecall.cli.workload.Workload;
import dev.rolecall.identity.Audience;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who plays in the demo: each workload with its tokens, its sidecar and its process. */
final class Cast implements AutoCloseable {
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);

  private final Installation installation;
  private final StateFolder state;
  private final Map<String, LocalPod> pods;
  private final Map<String, ChildProgram> sidecars = new LinkedHashMap<>();
  private final Map<String, WorkloadProcess> processes = new HashMap<>();

  /**
   * @param pods those of the manifests, by {@code namespace/name}
   */
  Cast(Installation installation, StateFolder state, Map<String, LocalPod> pods) {
    this.installation = installation;
    this.state = state;
    this.pods = Map.copyOf(pods);
  }

  /** A pod of the manifests. */
  LocalPod pod(String name) {
    LocalPod pod = pods.get(name);
    if (pod == null) {
      throw new Failure(
          "the demo's script names a pod that there is not",
          name,
          "no manifest of the example has it",
          "correct the script, or add the pod");
    }
    return pod;
  }

  /**
   * Starts a pod's sidecar: an agent that has nothing but the pod's own identity, as the webhook
   * puts one into each pod.
   */
  void startSidecar(String name, URI sts, Children children) {
    LocalPod pod = pod(name);
    pod.projectTokens(state, TOKEN_LIFETIME);
    Path token =
        state.writePodToken(
            pod.pod(), pod.serviceAccount(), Audience.AGENT, "agent-token", TOKEN_LIFETIME);
    Path log = token.resolveSibling("agent.log");
    Agent agent = new Agent("sidecar of " + name, Ports.anyFree(), sts, token, log);
    sidecars.put(name, children.add(agent.start(installation)));
  }

  void awaitSidecars(Children children) throws InterruptedException {
    for (ChildProgram sidecar : sidecars.values()) {
      children.awaitReady(sidecar);
    }
  }

  /** Starts a workload's process, with the environment that the webhook gives a container. */
  void startProcess(String name, URI store) throws IOException {
    String agent = String.valueOf(sidecars.get(name) == null ? "" : sidecars.get(name).address());
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("AWS_STS_REGIONAL_ENDPOINTS", "regional");
    environment.put("AWS_ENDPOINT_URL_STS", agent);
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", agent + "/v1/credentials");
    environment.put(
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        tokenFile(name, "eks-pod-identity-token").toString());
    // A container has no ~/.aws and no instance metadata but the agent's; this machine may have.
    environment.put("AWS_CONFIG_FILE", state.file("no-such-config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", state.file("no-such-credentials").toString());
    environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", agent);
    List<String> command = installation.main(Workload.class, store.toString());
    processes.put(
        name, WorkloadProcess.start(name, command, environment, tokenFile(name, "workload.log")));
  }

  /** Has a workload do a step. */
  Outcome perform(Step step) {
    Map<String, String> order = new HashMap<>(step.deed().order());
    switch (step.deed()) {
      case Deed.Wear wear -> order.put("tokenFile", tokenFile(step.who(), "token").toString());
      case Deed.UseToken use ->
          order.put("tokenFile", tokenFile(use.pod(), "eks-pod-identity-token").toString());
      default -> {}
    }
    WorkloadProcess process = processes.get(step.who());
    if (process == null) {
      throw new IllegalStateException(step.who() + " was not started");
    }
    return process.perform(order);
  }

  private Path tokenFile(String name, String file) {
    LocalPod pod = pod(name);
    return state
        .file("pods")
        .resolve(pod.pod().namespace())
        .resolve(pod.pod().name())
        .resolve(file);
  }

  @Override
  public void close() {
    processes.values().forEach(WorkloadProcess::close);
  }
}
