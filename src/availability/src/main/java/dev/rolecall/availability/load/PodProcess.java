package dev.rolecall.availability.load;

import dev.rolecall.isolation.rig.RigException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A {@link PodMain} in its pod. */
public final class PodProcess implements AutoCloseable {
  private final Process process;

  private PodProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param samples gets each, on a thread of its own
   */
  public static PodProcess start(
      List<String> command,
      Map<String, String> environment,
      File errors,
      Consumer<Sample> samples) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectError(ProcessBuilder.Redirect.appendTo(errors));
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Thread.ofVirtual().start(() -> read(process, samples));
      return new PodProcess(process);
    } catch (IOException e) {
      throw new RigException("no process in a pod: " + e.getMessage());
    }
  }

  private static void read(Process process, Consumer<Sample> samples) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().map(Sample::read).forEach(samples);
    } catch (UncheckedIOException | IOException e) {
      // It was ended.
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
