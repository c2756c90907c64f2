package dev.rolecall.e2e.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A program of Rolecall as it is packaged, as a process of this machine. */
final class RunningProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;

  private RunningProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param log where its output goes
   * @param properties {@code name=value}
   */
  static RunningProgram start(
      Path jar, Path log, Map<String, String> environment, List<String> properties)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m"));
    properties.forEach(property -> command.add("-D" + property));
    command.addAll(List.of("-jar", jar.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new RunningProgram(builder.start(), log);
  }

  /** Returns once it said so. */
  void awaitLine(String part) {
    Awaitility.await(part)
        .atMost(PATIENCE)
        .failFast("it ended; " + log + " says why", () -> !process.isAlive())
        .until(() -> Files.readString(log).contains(part));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
