package dev.rolecall.agent;

import dev.rolecall.observe.log.ProgramLog;
import dev.rolecall.observe.trace.TraceFactory;
import dev.rolecall.observe.trace.TraceSettings;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a verticle as this process, until the process is asked to stop. */
final class AgentProcess {
  private static final System.Logger LOG = System.getLogger(AgentMain.class.getName());
  private static final long STOP_SECONDS = 5;

  private AgentProcess() {}

  /** How sockets are driven. */
  enum Transport {
    /** By the JDK. */
    PORTABLE,
    /** By Linux's epoll, which also tells what the kernel knows of a connection. */
    NATIVE
  }

  /**
   * What is said when it has started or cannot start.
   *
   * @param started for the log
   * @param failed for standard error
   */
  record Sentences(Supplier<String> started, Function<Throwable, String> failed) {}

  static void start(Verticle verticle, Transport transport, Sentences sentences) {
    ProgramLog.start(System::getenv);
    // Vert.x's own resolver reads the system's files once; the JVM's follows them.
    System.setProperty("vertx.disableDnsResolver", "true");
    VertxBuilder builder = Vertx.builder().with(options(transport));
    traces().ifPresent(builder::withTracer);
    Vertx vertx = builder.build();
    vertx
        .deployVerticle(verticle)
        .onSuccess(id -> LOG.log(System.Logger.Level.INFO, sentences.started().get()))
        .onFailure(failure -> {
          System.err.println("rolecall-agent: " + sentences.failed().apply(failure));
          Runtime.getRuntime().halt(1);
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "stop"));
  }

  private static Optional<TraceFactory> traces() {
    try {
      return TraceSettings.of(System::getenv).map(to -> new TraceFactory("rolecall-agent", to));
    } catch (IllegalArgumentException e) {
      System.err.println("rolecall-agent: " + e.getMessage());
      System.exit(1);
      throw e;
    }
  }

  /** One event loop, and files read as they are: nothing is unpacked to a cache folder. */
  private static VertxOptions options(Transport transport) {
    return new VertxOptions()
        .setPreferNativeTransport(transport == Transport.NATIVE)
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(2)
        .setInternalBlockingPoolSize(2)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
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
