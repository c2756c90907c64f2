package dev.rolecall.agent;

import dev.rolecall.agent.config.AgentConfig;
import dev.rolecall.agent.config.NodeConfig;
import dev.rolecall.agent.config.Reading;
import dev.rolecall.agent.guard.GuardCommand;
import dev.rolecall.agent.listener.KernelArrivals;
import dev.rolecall.audit.StreamOutput;
import dev.rolecall.observe.log.ProgramLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.BindException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent: exit status 0 after a wanted stop, 1 where it cannot start, 2 for wrong use.
 */
public final class AgentMain {
  private static final String USAGE =
      """
      Usage: java -jar rolecall-agent.jar [--help | --health | guard --help]

      Serves container credentials (GET /v1/credentials) to the AWS SDKs of a pod and passes STS
      requests (POST /, GET /) on to sts. GET /healthz answers 200 when it is ready.

      --health  ask the agent that runs here whether it is ready; exit status 0 where it is
      guard     set the network rules of a node, which node mode needs

      Environment:
        ROLECALL_MODE              sidecar: beside one workload, the default; node: for all pods of
                                   a node, each known by its connection.

      In mode sidecar:
      %s
      In mode node:
      %s
      Example:
        ROLECALL_STS_URL=http://127.0.0.1:8480 ROLECALL_AGENT_TOKEN_FILE=agent.token \\
          java -jar rolecall-agent.jar
      """;

  private AgentMain() {}

  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    if (given.equals(List.of("--help")) || given.equals(List.of("-h"))) {
      System.out.printf(USAGE, AgentConfig.VARIABLES.indent(2), NodeConfig.VARIABLES.indent(2));
      return;
    }
    if (!given.isEmpty() && given.getFirst().equals("guard")) {
      ProgramLog.start(System::getenv);
      System.exit(new GuardCommand(System.getenv()).run(given.subList(1, given.size())));
    }
    // Without it Netty 4.1 makes Java 24 and later warn on standard error.
    System.setProperty("io.netty.noUnsafe", "true");
    if (given.equals(List.of("--health"))) {
      System.exit(HealthProbe.run(System.getenv()));
    }
    if (!given.isEmpty()) {
      System.err.println(
          "rolecall-agent: takes no arguments but --help, --health and guard; it has "
              + given
              + ".");
      System.exit(2);
    }
    serve(System.getenv());
  }

  private static void serve(Map<String, String> environment) {
    switch (Mode.of(environment)) {
      case SIDECAR -> {
        if (configured(AgentConfig.read(environment)) instanceof AgentConfig config) {
          beside(config);
        }
      }
      case NODE -> {
        if (configured(NodeConfig.read(environment)) instanceof NodeConfig config) {
          ofNode(config);
        }
      }
      case UNKNOWN -> fail("ROLECALL_MODE must be sidecar or node.");
    }
  }

  /** The configuration; the process ends where there is none. */
  private static <T> @Nullable T configured(Reading<T> reading) {
    return switch (reading) {
      case Reading.Complete<T>(var config) -> config;
      case Reading.Faulty<T>(var problems) -> {
        problems.forEach(problem -> System.err.println("rolecall-agent: " + problem));
        System.exit(1);
        yield null;
      }
    };
  }

  private static void fail(String sentence) {
    System.err.println("rolecall-agent: " + sentence);
    System.exit(1);
  }

  private static void beside(AgentConfig config) {
    Agent agent = new Agent(config, Clock.systemUTC(), new SecureRandom());
    AgentProcess.start(
        agent,
        AgentProcess.Transport.PORTABLE,
        new AgentProcess.Sentences(
            () ->
                "listening on %s (port %d), sts at %s:%d"
                    .formatted(
                        config.listen(),
                        agent.port(),
                        config.sts().endpoint().host(),
                        config.sts().endpoint().port()),
            failure -> sentence(failure, config.listen().toString(), "ROLECALL_LISTEN")));
  }

  private static void ofNode(NodeConfig config) {
    String unavailable = KernelArrivals.unavailable();
    if (!unavailable.isEmpty()) {
      fail("cannot ask the kernel about connections, which mode node needs: " + unavailable);
    }
    NodeAgent agent =
        new NodeAgent(
            config,
            new NodeAgent.Outside(
                new KernelArrivals(),
                new StreamOutput(new FileOutputStream(FileDescriptor.out)),
                Clock.systemUTC(),
                new SecureRandom()));
    AgentProcess.start(
        agent,
        AgentProcess.Transport.NATIVE,
        new AgentProcess.Sentences(
            () -> "health and metrics on %s".formatted(config.listen().health()),
            failure ->
                sentence(failure, config.listen().health().toString(), "ROLECALL_HEALTH_LISTEN")));
  }

  private static String sentence(Throwable failure, String address, String variable) {
    return failure instanceof BindException
        ? "cannot listen on "
            + address
            + ": "
            + failure.getMessage()
            + ". Stop the program that has it, or set "
            + variable
            + " to another."
        : "cannot start: " + failure;
  }
}
