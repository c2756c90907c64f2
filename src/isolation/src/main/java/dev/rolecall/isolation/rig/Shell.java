package dev.rolecall.isolation.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the machine's own tools to their end. */
public final class Shell {
  private static final long SECONDS = 20;

  private Shell() {}

  /**
   * Runs a command and gives what it printed.
   *
   * @throws RigException where it fails or takes too long, with what it printed
   */
  public static String run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(new java.io.File("/dev/null"))
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new RigException(String.join(" ", command) + ": did not end");
      }
      if (process.exitValue() != 0) {
        throw new RigException(
            String.join(" ", command) + ": exit status " + process.exitValue() + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new RigException(String.join(" ", command) + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException(String.join(" ", command) + ": interrupted");
    }
  }

  /** The same; whether it succeeded. */
  public static boolean succeeds(List<String> command) {
    try {
      run(command);
      return true;
    } catch (RigException e) {
      return false;
    }
  }
}
