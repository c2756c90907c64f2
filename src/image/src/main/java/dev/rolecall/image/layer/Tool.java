package dev.rolecall.image.layer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program of the machine, run to its end. */
public final class Tool {
  private Tool() {}

  /**
   * What it prints on standard output.
   *
   * @param folder in which it runs
   * @param remedy what to do where it fails
   */
  public static String run(Path folder, String remedy, List<String> command)
      throws InterruptedException {
    try {
      Path errors = Files.createTempFile("tool", ".log");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          String told = (output + Files.readString(errors)).strip();
          throw new ReleaseException(
              String.join(" ", command.subList(0, Math.min(2, command.size())))
                  + " failed: "
                  + told.substring(Math.max(0, told.length() - 2000)),
              remedy);
        }
        return output;
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new ReleaseException(command.getFirst() + " cannot be run: " + e.getMessage(), remedy);
    }
  }
}
