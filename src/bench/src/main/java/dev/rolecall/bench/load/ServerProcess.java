package dev.rolecall.bench.load;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server as a process, which does not outlive this one. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Process process;
  private final Path log;
  private final int port;
  private final long started;

  private ServerProcess(Process process, Path log, int port, long started) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.started = started;
  }

  /**
   * Starts sts and does not wait.
   *
   * @param application the folder that Quarkus built
   * @param options of the JVM and system properties
   */
  public static ServerProcess start(Path application, List<String> options, Path log)
      throws IOException {
    if (Files.notExists(application)) {
      throw new IllegalStateException(
          application + " is not built; start the bench by ./rolecall bench");
    }
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dquarkus.http.port=" + port);
    command.addAll(List.of("-cp", classPath(application), "dev.rolecall.sts.StsMain"));
    return start(command, Map.of(), port, log);
  }

  /**
   * Starts a program and does not wait.
   *
   * @param environment besides what this process has
   * @param port that it opens once it can answer
   */
  public static ServerProcess start(
      List<String> command, Map<String, String> environment, int port, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    long now = System.nanoTime();
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new ServerProcess(process, log, port, now);
  }

  private static String classPath(Path application) {
    return Stream.of("quarkus", "app", "lib/main", "lib/boot")
        .map(folder -> application.resolve(folder) + "/*")
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A port of loopback that nobody has now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public int port() {
    return port;
  }

  /** Waits until its port is open; a server opens it once it can answer. */
  public ServerProcess await() throws IOException {
    while (!isOpen()) {
      if (!process.isAlive() || System.nanoTime() - started > START_LIMIT.toNanos()) {
        throw new IOException("the server does not start:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return this;
  }

  private boolean isOpen() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Since it was started. */
  public double millis() {
    return (System.nanoTime() - started) / 1e6;
  }

  /** Of all of its threads, since it was started. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The memory that it has in use, in MiB; empty where the system does not say. */
  public Optional<Double> residentMebibytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (Files.notExists(status)) {
      return Optional.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst();
  }

  /** Lets it end by itself, as it writes files then. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
