package dev.rolecall.testkit;

import dev.rolecall.fakes.Material;
import java.nio.file.Path;
import java.util.Optional;

/** Files of the project, and material for tests that is not part of it. */
public final class ProjectFiles {
  private ProjectFiles() {}

  /** The project's root: the nearest folder upwards that holds {@code mvnw}. */
  public static Path root() {
    return Material.root();
  }

  /**
   * A file or folder of the test material ({@code cases/}, {@code vectors/}, {@code kubernetes/}):
   * below {@code ROLECALL_MATERIAL}, else below the folder {@code shared} beside the project.
   */
  public static Optional<Path> material(String relative) {
    return Material.find(relative);
  }
}
