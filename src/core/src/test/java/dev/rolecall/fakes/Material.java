package dev.rolecall.fakes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** The project's root, test material that is not part of it, and what to do where it is missing. */
public final class Material {
  private Material() {}

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
   * A file or folder of the material ({@code cases/}, {@code vectors/}, {@code kubernetes/}): below
   * {@code ROLECALL_MATERIAL}, else below the folder {@code shared} beside the project.
   */
  public static Optional<Path> find(String relative) {
    String configured = System.getenv("ROLECALL_MATERIAL");
    Path base = configured == null ? root().resolveSibling("shared") : Path.of(configured);
    return Optional.of(base.resolve(relative)).filter(Files::exists);
  }

  /** The same, where the test cannot do without: see {@link #require}. */
  public static Path required(String relative) {
    Optional<Path> found = find(relative);
    require(
        found.isPresent(),
        "no " + relative + "; set ROLECALL_MATERIAL to the folder of the test material");
    return found.orElseThrow();
  }

  /**
   * Skips the running test and prints the reason where {@code available} is false; with {@code
   * ROLECALL_REQUIRE_ALL=true}, as in CI, fails it instead.
   *
   * @param reason what is missing and how to get it
   */
  public static void require(boolean available, String reason) {
    if (available) {
      return;
    }
    if (Boolean.parseBoolean(System.getenv("ROLECALL_REQUIRE_ALL"))) {
      throw new AssertionError("this test may not be skipped here: " + reason);
    }
    System.out.println("SKIPPED: " + reason);
    throw new TestAbortedException(reason);
  }
}
