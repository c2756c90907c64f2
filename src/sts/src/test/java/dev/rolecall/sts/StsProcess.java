package dev.rolecall.sts;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** sts as it was built, in a process of its own. */
public final class StsProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path errors;
  private final Path audit;
  private final int port;

  private StsProcess(Process process, Path errors, Path audit, int port) {
    this.process = process;
    this.errors = errors;
    this.audit = audit;
    this.port = port;
  }

  /**
   * Starts it and does not wait.
   *
   * @param logs where its output goes
   * @param properties {@code name=value}
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
    Arrays.stream(properties).map(property -> "-D" + property).forEach(command::add);
    command.add("-Dquarkus.http.port=" + port);
    command.add("-jar");
    command.add(
        ProjectFiles.root().resolve("src/sts/target/quarkus-app/quarkus-run.jar").toString());
    Path errors = logs.resolve("sts-errors.log");
    Path audit = logs.resolve("sts-audit.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(errors.toFile()).redirectOutput(audit.toFile());
    builder.environment().putAll(environment);
    return new StsProcess(builder.start(), errors, audit, port);
  }

  /** A port of loopback that was free a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
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
    return this;
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
