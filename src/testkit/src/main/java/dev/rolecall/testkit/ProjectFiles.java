package dev.rolecall.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files of the project, and material for tests that is not part of it. */
public final class ProjectFiles {
  private ProjectFiles() {}

  /** The project's root: the nearest folder upwards that holds {@code mvnw}. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not inside the project");
      }
    }
    return folder;
  }

  /**
   * A file or folder of the test material ({@code cases/}, {@code vectors/}, {@code kubernetes/}):
   * below {@code ROLECALL_MATERIAL}, else below the folder {@code shared} beside the project.
   */
  public static Optional<Path> material(String relative) {
    String configured = System.getenv("ROLECALL_MATERIAL");
    Path base = configured == null ? root().resolveSibling("shared") : Path.of(configured);
    return Optional.of(base.resolve(relative)).filter(Files::exists);
  }
}
