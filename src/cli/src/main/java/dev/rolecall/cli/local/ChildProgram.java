package dev.rolecall.cli.local;

import dev.rolecall.cli.console.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that serves HTTP on loopback, as a child of this one. It never outlives its parent,
 * however that ends: a small shell between them holds a pipe to the parent and stops the program
 * when the pipe closes.
 */
public final class ChildProgram implements AutoCloseable {
  private static final String TETHER =
      """
      exec 3<&0
      "$@" 3<&- </dev/null &
      child=$!
      (cat >/dev/null; kill "$child") <&3 2>/dev/null &
      exec 3<&-
      trap '' INT
      wait "$child"
      """;

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(25);
  private static final int LAST_LINES = 15;

  private final String name;
  private final Process process;
  private final URI address;
  private final Path log;

  private ChildProgram(String name, Process process, URI address, Path log) {
    this.name = name;
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /**
   * Starts a program.
   *
   * @param port where it will serve, on 127.0.0.1
   * @param environment besides that of this process
   * @param log the file that its output goes to; what was there is replaced
   */
  public static ChildProgram start(
      String name, List<String> command, int port, Map<String, String> environment, Path log) {
    List<String> tethered = new ArrayList<>(List.of("/bin/sh", "-c", TETHER, "rolecall-" + name));
    tethered.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(tethered);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      Process process = builder.start();
      return new ChildProgram(name, process, URI.create("http://127.0.0.1:" + port), log);
    } catch (IOException e) {
      throw Failure.of(
          "cannot start " + name, command.getFirst(), e, "see that Java and /bin/sh can be run");
    }
  }

  public URI address() {
    return address;
  }

  public Path log() {
    return log;
  }

  /** Waits until {@code /healthz} answers 200. */
  public void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!healthy()) {
      if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        throw ended("ended before it was ready");
      }
      if (System.nanoTime() > deadline) {
        throw ended("was not ready after " + START_LIMIT.toSeconds() + " s");
      }
    }
  }

  private boolean healthy() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address.resolve("/healthz").toURL().openConnection();
      connection.setConnectTimeout((int) STOP_LIMIT.toMillis());
      connection.setReadTimeout((int) STOP_LIMIT.toMillis());
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  /** Completes with this program when it ends. */
  public CompletableFuture<ChildProgram> onExit() {
    return process.onExit().thenApply(ended -> this);
  }

  /** What to tell people when it ended or failed. */
  public Failure ended(String how) {
    return new Failure(
        name + " " + how,
        "its log, " + log,
        "its last lines are\n" + lastLines(),
        "mend what they say; if they say nothing of use, please report it with the whole log");
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException | UncheckedIOException e) {
      return "(the log cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Stops the program: asks first, then insists. */
  @Override
  public void close() {
    List<ProcessHandle> family = process.descendants().toList();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        family.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      family.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
