package dev.rolecall.cli;

import dev.rolecall.cli.local.Agent;
import dev.rolecall.cli.local.ChildProgram;
import dev.rolecall.cli.local.Children;
import dev.rolecall.cli.local.Installation;
import dev.rolecall.cli.local.LocalManifests;
import dev.rolecall.cli.local.LocalPod;
import dev.rolecall.cli.local.PodManifests;
import dev.rolecall.cli.local.Ports;
import dev.rolecall.cli.local.QuotaOption;
import dev.rolecall.cli.local.Sts;
import dev.rolecall.cli.state.StateFolder;
import dev.rolecall.cli.state.StateLock;
import dev.rolecall.identity.ServiceAccountRef;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolecall up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Runs sts and the agent on this machine from a folder of manifests, until Ctrl-C.",
      "Prints 'ready' and the exports that make a shell one of the pods of the manifests."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall up",
      "  ./rolecall up --manifests my-manifests --sts-port 9480 --agent-port 9481",
      "  # then, in another shell, paste the exports and:",
      "  aws sts get-caller-identity"
    })
final class UpCommand implements Callable<Integer> {
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
  private static final Duration TOKEN_RENEWAL = TOKEN_LIFETIME.dividedBy(2);

  @Spec private CommandSpec spec;
  @Mixin private StateOption state;
  @Mixin private QuotaOption quotas;

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description =
          "Folder of YAML manifests: Rolecall's kinds, and the Pods and ServiceAccounts that are its workloads (default: examples/quickstart).")
  private Optional<Path> manifests = Optional.empty();

  @Option(
      names = "--sts-port",
      paramLabel = "PORT",
      defaultValue = "8480",
      description = "Port of sts on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
  private int stsPort;

  @Option(
      names = "--agent-port",
      paramLabel = "PORT",
      defaultValue = "8481",
      description = "Port of the agent on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
  private int agentPort;

  @Option(
      names = "--authorize-service",
      paramLabel = "NS/SA",
      converter = ServiceAccountConverter.class,
      description = "A service account that may ask /authorize for decisions; may be given again.")
  private List<ServiceAccountRef> authorizeServices = List.of();

  @Override
  public Integer call() throws InterruptedException {
    checkPorts();
    Installation installation = Installation.current();
    Path folder = manifests.orElseGet(installation::quickstart);
    LocalManifests.read(folder, quotas.quotas(), Clock.systemUTC()).close();
    Ports.requireFree(stsPort, "sts", "--sts-port");
    Ports.requireFree(agentPort, "the agent", "--agent-port");
    List<LocalPod> pods = PodManifests.read(folder);
    StateFolder opened = state.open(Clock.systemUTC());
    try (StateLock lock = opened.lock();
        Children children = new Children(() -> {});
        ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor()) {
      projectTokens(opened, pods);
      ChildProgram sts =
          children.add(
              new Sts(folder, opened, stsPort, authorizeServices, quotas.quotas())
                  .start(installation));
      ChildProgram agent = children.add(agent(opened, sts).start(installation));
      children.awaitReady(sts);
      children.awaitReady(agent);
      renewal.scheduleAtFixedRate(
          () -> projectTokens(opened, pods),
          TOKEN_RENEWAL.toSeconds(),
          TOKEN_RENEWAL.toSeconds(),
          TimeUnit.SECONDS);
      PrintWriter out = spec.commandLine().getOut();
      out.println(UpGreeting.of(sts, agent, opened, pods));
      out.flush();
      ChildProgram ended = children.awaitEnd();
      renewal.shutdownNow();
      throw ended.ended("ended by itself");
    }
  }

  private void checkPorts() {
    for (int port : new int[] {stsPort, agentPort}) {
      if (port < 1 || port > 65_535) {
        throw new ParameterException(spec.commandLine(), port + " is not a port (1 to 65535)");
      }
    }
    if (stsPort == agentPort) {
      throw new ParameterException(
          spec.commandLine(), "--sts-port and --agent-port must be two ports");
    }
  }

  private Agent agent(StateFolder opened, ChildProgram sts) {
    return new Agent(
        "the agent",
        agentPort,
        sts.address(),
        opened.file("agent.token"),
        opened.file("agent.log"));
  }

  private static void projectTokens(StateFolder state, List<LocalPod> pods) {
    state.writeAgentToken(TOKEN_LIFETIME);
    pods.forEach(pod -> pod.projectTokens(state, TOKEN_LIFETIME));
  }
}
