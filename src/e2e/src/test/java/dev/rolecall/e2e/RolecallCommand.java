package dev.rolecall.e2e;

import dev.rolecall.testkit.ProjectFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command {@code rolecall}, as it was packaged. */
final class RolecallCommand {
  private RolecallCommand() {}

  static List<String> of(List<String> arguments) {
    return Stream.concat(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drolecall.home=" + ProjectFiles.root(),
                "-jar",
                ProjectFiles.root().resolve("src/cli/target/rolecall-cli.jar").toString()),
            arguments.stream())
        .toList();
  }
}
