package dev.rolecall.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that ran to its end.
 *
 * @param output what it printed on standard output
 * @param errors and on standard error
 */
record Command(int code, String output, String errors) {
  /**
   * What it prints on standard output.
   *
   * @throws IOException where it fails, with all that it printed
   */
  static String run(List<String> command) throws IOException, InterruptedException {
    Command ended = end(command);
    if (ended.code != 0) {
      throw new IOException(command + ": " + ended.output + ended.errors);
    }
    return ended.output;
  }

  /** Runs it, whether it fails or not. */
  static Command end(List<String> command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("command", ".log");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Command(process.waitFor(), output, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }
}
