package dev.rolecall.image.base;

import dev.rolecall.image.layer.ImageFile;
import dev.rolecall.image.layer.Layer;
import dev.rolecall.image.layer.ReleaseException;
import dev.rolecall.image.layer.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Java runtime of the modules that the programs use, made by {@code jlink} of the JDK that runs
 * this program.
 *
 * @param folder its home
 */
public record JavaRuntime(Path folder) {
  /** The first release that makes an AOT cache in one run (JEP 514). */
  private static final int OLDEST = 25;

  private static final String REMEDY =
      "Install a JDK " + OLDEST + " or later, or name one: ROLECALL_JAVA_HOME=/path/to/jdk";

  /**
   * What jdeps finds in the programs' jars, and what they find by name while they run: elliptic
   * curves, archives as file systems, the JVM's own figures. Not in it though some library could
   * use them: java.desktop (Jackson and SnakeYAML ask for java.beans and do without), jdk.compiler.
   */
  static final List<String> MODULES =
      List.of(
          "java.base",
          "java.compiler",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.management",
          "jdk.unsupported",
          "jdk.zipfs");

  /**
   * Makes it.
   *
   * @param folder that is not there yet
   */
  public static JavaRuntime link(Path folder) throws InterruptedException {
    if (Runtime.version().feature() < OLDEST) {
      throw new ReleaseException(
          "this is Java " + Runtime.version() + ", which makes no cache of classes for images",
          REMEDY);
    }
    Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
    Tool.run(
        Path.of("."),
        REMEDY,
        List.of(
            jlink.toString(),
            "--add-modules",
            String.join(",", MODULES),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--compress=zip-6",
            "--output",
            folder.toString()));
    return new JavaRuntime(folder);
  }

  /** The launcher. */
  public Path java() {
    return folder.resolve("bin/java");
  }

  /** The version of the JDK that it is made of, {@code 25.0.3+9-LTS}. */
  public String version() {
    return Runtime.version().toString();
  }

  /** The runtime as {@code /opt/java}. */
  public Layer layer() throws IOException {
    if (Files.notExists(java())) {
      throw new ReleaseException(java() + " is not there", REMEDY);
    }
    return new Layer("Java runtime", ImageFile.below(folder, "/opt/java"));
  }
}
