package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the quickstart that a test may change. */
final class QuickstartCopy {
  private QuickstartCopy() {}

  static Path in(Path folder) throws IOException {
    Path source = ProjectFiles.root().resolve("examples/quickstart");
    Path copy = folder.resolve("an example");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(source.relativize(file).toString()));
      }
    }
    return copy;
  }

  /** Replaces a text that the file must have. */
  static void replace(Path file, String old, String changed) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, changed));
  }
}
