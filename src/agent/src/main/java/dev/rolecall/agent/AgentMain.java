package dev.rolecall.agent;

import dev.rolecall.agent.config.AgentConfig;
import dev.rolecall.agent.config.Reading;
import dev.rolecall.agent.guard.GuardCommand;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts the agent: exit status 0 after a wanted stop, 1 where it cannot start, 2 for wrong use.
 */
public final class AgentMain {
  private static final System.Logger LOG = System.getLogger(AgentMain.class.getName());
  private static final long STOP_SECONDS = 5;

  private static final String USAGE =
      """
      Usage: java -jar rolecall-agent.jar [--help | --health]

      Serves container credentials (GET /v1/credentials) to the AWS SDKs of a pod and passes STS
      requests (POST /, GET /) on to sts. GET /healthz answers 200 when it is ready.

      --health  ask the agent that runs at ROLECALL_LISTEN; exit status 0 where it is ready

      Environment:
      %s
      Example:
        ROLECALL_STS_URL=http://127.0.0.1:8480 ROLECALL_AGENT_TOKEN_FILE=agent.token \\
          java -jar rolecall-agent.jar
      """;

  private AgentMain() {}

  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    if (given.equals(List.of("--help")) || given.equals(List.of("-h"))) {
      System.out.printf(USAGE, AgentConfig.VARIABLES.indent(2));
      return;
    }
    if (!given.isEmpty() && given.getFirst().equals("guard")) {
      LogLine.install();
      System.exit(new GuardCommand(System.getenv()).run(given.subList(1, given.size())));
    }
    // Without it Netty 4.1 makes Java 24 and later warn on standard error.
    System.setProperty("io.netty.noUnsafe", "true");
    if (given.equals(List.of("--health"))) {
      System.exit(HealthProbe.run(System.getenv()));
    }
    if (!given.isEmpty()) {
      System.err.println(
          "rolecall-agent: takes no arguments but --help and --health; it has " + given + ".");
      System.exit(2);
    }
    switch (AgentConfig.read(System.getenv())) {
      case Reading.Faulty<AgentConfig> faulty -> {
        faulty.problems().forEach(problem -> System.err.println("rolecall-agent: " + problem));
        System.exit(1);
      }
      case Reading.Complete<AgentConfig> complete -> start(complete.config());
    }
  }

  private static void start(AgentConfig config) {
    LogLine.install();
    // Vert.x's own resolver reads the system's files once; the JVM's follows them.
    System.setProperty("vertx.disableDnsResolver", "true");
    Vertx vertx = Vertx.vertx(options());
    Agent agent = new Agent(config, Clock.systemUTC(), new SecureRandom());
    vertx
        .deployVerticle(agent)
        .onSuccess(id ->
            LOG.log(
                System.Logger.Level.INFO,
                "listening on {0} (port {1}), sts at {2}:{3}",
                config.listen(),
                String.valueOf(agent.port()),
                config.sts().endpoint().host(),
                String.valueOf(config.sts().endpoint().port())))
        .onFailure(failure -> {
          System.err.println("rolecall-agent: " + sentence(config, failure));
          Runtime.getRuntime().halt(1);
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "stop"));
  }

  /** One event loop, and files read as they are: nothing is unpacked to a cache folder. */
  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(2)
        .setInternalBlockingPoolSize(2)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static String sentence(AgentConfig config, Throwable failure) {
    return failure instanceof BindException
        ? "cannot listen on "
            + config.listen()
            + ": "
            + failure.getMessage()
            + ". Stop the program that has it, or set ROLECALL_LISTEN to another."
        : "cannot start: " + failure;
  }

  private static void stop(Vertx vertx) {
    CompletableFuture<Void> closed = vertx.close().toCompletionStage().toCompletableFuture();
    try {
      closed.get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      System.err.println("rolecall-agent: did not stop in an orderly way: " + e);
    }
  }
}
