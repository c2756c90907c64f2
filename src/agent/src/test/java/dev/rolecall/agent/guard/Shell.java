package dev.rolecall.agent.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs, run in network namespaces. */
final class Shell {
  private static final long SECONDS = 30;

  private Shell() {}

  record Outcome(int status, String output) {}

  static Outcome run(Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("guard", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("did not end: " + command);
      }
      String said = Files.readString(output);
      Files.delete(output);
      return new Outcome(process.exitValue(), said.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it printed; it must succeed. */
  static String run(String... command) {
    Outcome outcome = run(Map.of(), List.of(command));
    if (outcome.status() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + outcome.output());
    }
    return outcome.output();
  }

  /** A program that is talked to line by line. */
  static final class Talk implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    Talk(Map<String, String> environment, List<String> command) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      process = builder.start();
      output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Its next line. */
    String hear() throws IOException {
      String line = output.readLine();
      if (line == null) {
        throw new IOException("it ended");
      }
      return line;
    }

    String ask() throws IOException {
      process.outputWriter().write("\n");
      process.outputWriter().flush();
      return hear();
    }

    /** Reads lines until one has this in it. */
    String await(String text) throws IOException {
      String line = hear();
      while (!line.contains(text)) {
        line = hear();
      }
      return line;
    }

    Process process() {
      return process;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
