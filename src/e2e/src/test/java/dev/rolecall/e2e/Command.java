package dev.rolecall.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a program to its end. */
final class Command {
  private Command() {}

  /**
   * What it prints on standard output.
   *
   * @throws IOException where it fails, with all that it printed
   */
  static String run(List<String> command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("command", ".log");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException(command + ": " + output + Files.readString(errors));
      }
      return output;
    } finally {
      Files.delete(errors);
    }
  }
}
