package dev.rolecall.image.program;

import dev.rolecall.image.layer.Architecture;
import dev.rolecall.image.layer.ReleaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program that has an image of its own. */
public enum Program {
  OPERATOR("operator", "operator", "io.quarkus.runner.GeneratedMain"),
  STS("sts", "src/sts", "dev.rolecall.sts.StsMain"),
  AGENT("agent", "src/agent", "dev.rolecall.agent.AgentMain");

  /** Folders that Quarkus makes, in the order of the class path. */
  private static final List<String> QUARKUS = List.of("quarkus", "app", "lib/main", "lib/boot");

  private final String word;
  private final String module;
  private final String mainClass;

  Program(String word, String module, String mainClass) {
    this.word = word;
    this.module = module;
    this.mainClass = mainClass;
  }

  /** {@code sts}. */
  public String word() {
    return word;
  }

  /** The name of its image, {@code rolecall-sts}. */
  public String image() {
    return "rolecall-" + word;
  }

  /** Its folder in the image. */
  public String folder() {
    return "/opt/rolecall/" + word;
  }

  String mainClass() {
    return mainClass;
  }

  /** The flags of its JVM, one a line. */
  List<String> options(Path project) {
    try (Stream<String> lines = Files.lines(project.resolve(module).resolve("jvm.options"))) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The jars that a build left, in the order of the class path: the launcher's wildcards take them
   * in the order of the folder, which no two file systems share.
   */
  List<Jar> jars(Path project, Architecture architecture) {
    Path target = project.resolve(module).resolve("target");
    List<Jar> jars = new ArrayList<>();
    if (this == AGENT) {
      jars.add(new Jar(built(target.resolve("rolecall-agent.jar")), "rolecall-agent.jar"));
      jars.addAll(jars(target, "lib"));
    } else {
      QUARKUS.forEach(folder -> jars.addAll(jars(target.resolve("quarkus-app"), folder)));
    }
    jars.removeIf(jar -> architecture.isForeign(jar.name()));
    return jars;
  }

  /**
   * {@code group:artifact:classifier:type:version} of libraries, as Quarkus lists those of its
   * applications. The agent has no list; what it has of the others is in theirs.
   */
  public static List<String> listedLibraries(Path project) {
    List<String> listed = new ArrayList<>();
    for (Program program : List.of(OPERATOR, STS)) {
      Path list =
          project
              .resolve(program.module)
              .resolve("target/quarkus-app/quarkus-app-dependencies.txt");
      try {
        listed.addAll(Files.readAllLines(built(list)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return listed;
  }

  private static List<Jar> jars(Path root, String folder) {
    try (Stream<Path> files = Files.list(built(root.resolve(folder)))) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(file -> new Jar(file, folder + "/" + file.getFileName()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path built(Path path) {
    if (Files.notExists(path)) {
      throw new ReleaseException(
          path + " is not there", "Run ./rolecall release, which builds the programs first.");
    }
    return path;
  }
}
