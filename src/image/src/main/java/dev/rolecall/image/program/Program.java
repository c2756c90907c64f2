package dev.rolecall.image.program;

import dev.rolecall.image.layer.Architecture;
import dev.rolecall.image.layer.ReleaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A program that has an image of its own. */
public enum Program {
  OPERATOR("operator", "operator", "io.quarkus.runner.GeneratedMain"),
  STS("sts", "src/sts", "dev.rolecall.sts.StsMain"),
  AGENT("agent", "src/agent", "dev.rolecall.agent.AgentMain");

  /** Folders that Quarkus makes, in the order of the class path. */
  private static final List<String> QUARKUS = List.of("quarkus", "app", "lib/main", "lib/boot");

  /** What follows the version in Maven's list. */
  private static final Set<String> SCOPES = Set.of("compile", "runtime");

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
   * applications; Maven lists the agent's.
   */
  public static List<String> listedLibraries(Path project) {
    List<String> listed = new ArrayList<>();
    for (Program program : List.of(OPERATOR, STS)) {
      listed.addAll(program.lines(project, "target/quarkus-app/quarkus-app-dependencies.txt"));
    }
    AGENT.lines(project, "target/libraries.txt").stream()
        .filter(line -> line.contains(":jar:"))
        .map(line -> List.of(line.strip().split("[: ]")))
        .map(Program::asQuarkusLists)
        .forEach(listed::add);
    return listed;
  }

  /** Of {@code group:artifact:type[:classifier]:version:scope}, after which Maven may say more. */
  private static String asQuarkusLists(List<String> parts) {
    boolean classified = parts.size() > 5 && SCOPES.contains(parts.get(5));
    String classifier = classified ? parts.get(3) : "";
    String version = parts.get(classified ? 4 : 3);
    return String.join(":", parts.get(0), parts.get(1), classifier, parts.get(2), version);
  }

  private List<String> lines(Path project, String list) {
    try {
      return Files.readAllLines(built(project.resolve(module).resolve(list)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
