package dev.rolecall.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that answers each line that it reads by one line. */
public final class LineProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final Writer asked;
  private final BufferedReader answers;
  private final Path errors;

  /**
   * @param folder for what it writes to standard error
   * @param environment all of it
   */
  public LineProcess(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    this.errors = folder.resolve("client-errors.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    this.process = builder.start();
    this.asked = process.outputWriter();
    this.answers = process.inputReader();
  }

  /**
   * Its answer.
   *
   * @throws IOException where it has ended; the message is what it wrote to standard error
   */
  public String ask(String line) throws IOException {
    asked.write(line + "\n");
    asked.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(Files.readString(errors));
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    asked.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
