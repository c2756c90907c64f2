package dev.rolecall.cli.local;

import dev.rolecall.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a folder of manifests, subfolders too. */
final class ManifestFiles {
  private ManifestFiles() {}

  /** Those that are read as manifests; a failure where there are none. */
  static List<Path> of(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(ManifestFiles::isManifest).toList();
      if (files.isEmpty()) {
        throw new Failure(
            "there are no manifests in this folder",
            folder.toString(),
            "neither it nor its subfolders have a file *.yaml, *.yml or *.json",
            "name another with --manifests; examples/quickstart is one to begin with");
      }
      return files;
    } catch (IOException e) {
      throw Failure.of(
          "cannot read the manifests", folder.toString(), e, "see that they are readable");
    }
  }

  private static boolean isManifest(Path file) {
    return Files.isRegularFile(file) && file.toString().matches(".*\\.(ya?ml|json)");
  }
}
