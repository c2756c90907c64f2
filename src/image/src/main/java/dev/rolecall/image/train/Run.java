package dev.rolecall.image.train;

import dev.rolecall.image.layer.ReleaseException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that runs here. */
final class Run implements AutoCloseable {
  private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(120);
  private static final long LONGEST_END_SECONDS = 180;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(3);
  private static final int LONGEST_LINE = 300;
  private static final String REMEDY = "Its output above tells why; please report it.";

  private final Process process;
  private final Surroundings.Part part;
  private final Path log;
  private final long begun;

  private Run(Process process, Surroundings.Part part, Path log, long begun) {
    this.process = process;
    this.part = part;
    this.log = log;
    this.begun = begun;
  }

  static Run start(List<String> command, Surroundings.Part part, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(part.environment());
    long begun = System.nanoTime();
    return new Run(builder.start(), part, log, begun);
  }

  /**
   * Waits until it serves.
   *
   * @return the milliseconds since its start
   */
  long awaitReady() throws IOException {
    while (!answers(part.ready())) {
      if (!process.isAlive() || System.nanoTime() - begun > LONGEST_START) {
        throw new ReleaseException("a program does not get ready here:\n" + tail(), REMEDY);
      }
      LockSupport.parkNanos(PAUSE);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  private static boolean answers(URI uri) {
    try {
      HttpURLConnection asked = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks it to end, and waits until it has written what it writes then. */
  void end() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
      throw new ReleaseException("a program does not end:\n" + tail(), REMEDY);
    }
  }

  /** The end of what it printed. */
  String tail() throws IOException {
    List<String> lines =
        Files.readAllLines(log).stream()
            .filter(line -> !line.contains("[aot"))
            .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
            .toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
