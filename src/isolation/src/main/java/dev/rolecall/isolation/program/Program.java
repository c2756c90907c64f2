package dev.rolecall.isolation.program;

import dev.rolecall.isolation.rig.RigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A program of the node, as a process; what it prints goes into a file. */
public final class Program implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 8;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
  private static final int LAST_LINES = 25;

  private final String name;
  private final Process process;
  private final Path log;

  private Program(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param log what it prints is added there
   */
  public static Program start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new java.io.File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new Program(name, builder.start(), log);
    } catch (IOException e) {
      throw new RigException(name + ": " + e.getMessage());
    }
  }

  /** Waits until it is ready. */
  public Program await(BooleanSupplier ready) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new RigException(
            name
                + (process.isAlive() ? " is not ready" : " has ended")
                + "; the end of what it printed:\n"
                + end());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return this;
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** All that it and those before it with the same file have printed. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new RigException(name + ": " + e.getMessage());
    }
  }

  private String end() {
    List<String> lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /** Asks it to end, and waits until it has. */
  public void stop() {
    process.destroy();
    end(STOP_SECONDS);
  }

  /** Ends it without asking (SIGKILL). */
  public void kill() {
    process.destroyForcibly();
    end(STOP_SECONDS);
  }

  private void end(long seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new RigException(name + " did not end when it was asked to:\n" + end());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
