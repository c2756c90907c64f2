package dev.rolecall.sts;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** sts as it was built, in a process of its own. */
public final class StsProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TLS_PORT = "quarkus.http.ssl-port=";

  /** Below those that the system gives to whoever asks for any, as each connection does. */
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(15_000, 30_000));

  private final Process process;
  private final Path errors;
  private final Path audit;
  private final int port;
  private final List<Integer> tlsPorts;

  private StsProcess(Process process, Path errors, Path audit, int port, List<Integer> tlsPorts) {
    this.process = process;
    this.errors = errors;
    this.audit = audit;
    this.port = port;
    this.tlsPorts = tlsPorts;
  }

  /**
   * Starts it and does not wait.
   *
   * @param logs where its output goes
   * @param properties {@code name=value}, or flags of the JVM
   */
  public static StsProcess start(Path logs, int port, String... properties) throws IOException {
    return start(logs, port, Map.of(), properties);
  }

  /** The same with a larger environment. */
  public static StsProcess start(
      Path logs, int port, Map<String, String> environment, String... properties)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Arrays.stream(properties)
        .map(property -> property.startsWith("-") ? property : "-D" + property)
        .forEach(command::add);
    command.add("-Dquarkus.http.port=" + port);
    command.add("-jar");
    command.add(
        ProjectFiles.root().resolve("src/sts/target/quarkus-app/quarkus-run.jar").toString());
    Path errors = logs.resolve("sts-errors.log");
    Path audit = logs.resolve("sts-audit.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(errors.toFile()).redirectOutput(audit.toFile());
    builder.environment().putAll(environment);
    List<Integer> tlsPorts =
        Arrays.stream(properties)
            .filter(property -> property.startsWith(TLS_PORT))
            .map(property -> Integer.valueOf(property.substring(TLS_PORT.length())))
            .toList();
    return new StsProcess(builder.start(), errors, audit, port, tlsPorts);
  }

  /** A port of loopback that was free a moment ago, another one each time. */
  public static int freePort() {
    while (true) {
      int port = NEXT_PORT.getAndIncrement();
      if (isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Waits until it says that it is ready. */
  public StsProcess awaitReady() {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest health = HttpRequest.newBuilder(uri().resolve("/healthz")).build();
    Awaitility.await("sts is ready")
        .atMost(LIMIT)
        .ignoreExceptionsInstanceOf(IOException.class)
        .failFast("sts ended: " + errors, () -> !process.isAlive())
        .until(() -> client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode() == 200);
    // It begins to listen on each port by itself.
    tlsPorts.forEach(tlsPort ->
        Awaitility.await("sts listens on " + tlsPort)
            .atMost(LIMIT)
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(() -> listensOn(tlsPort)));
    return this;
  }

  private static boolean listensOn(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }

  /** Waits until it ends, and gives its exit code. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("sts is still running");
    }
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String errors() throws IOException {
    return Files.readString(errors);
  }

  public String audit() throws IOException {
    return Files.readString(audit);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
