package dev.rolecall.image.program;

import dev.rolecall.image.layer.Architecture;
import dev.rolecall.image.layer.ImageFile;
import dev.rolecall.image.layer.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program, laid out below a folder as its image has it below the root: with the very class path,
 * and files of the very times, that a cache of its classes asks for.
 */
public final class StagedProgram {
  private static final String OPTIONS = "java.options";
  private static final String CACHE = "classes.aot";

  /**
   * Netty asks for memory in ways that later Javas warn of, and loads a library of its own; the
   * threads of Quarkus want what the manifest of its own launcher opens.
   */
  private static final List<String> OF_LIBRARIES =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED");

  private final Program program;
  private final Path root;
  private final List<String> options;
  private final List<Jar> jars;

  private StagedProgram(Program program, Path root, List<String> options, List<Jar> jars) {
    this.program = program;
    this.root = root;
    this.options = options;
    this.jars = jars;
  }

  /**
   * Lays it out.
   *
   * @param root an empty folder
   */
  public static StagedProgram stage(
      Program program, Path project, Path root, Architecture architecture) throws IOException {
    List<Jar> staged = new ArrayList<>();
    Path folder = root.resolve(program.folder().substring(1));
    for (Jar jar : program.jars(project, architecture)) {
      Path target = folder.resolve(jar.place());
      Files.createDirectories(target.getParent());
      Files.copy(jar.source(), target);
      Files.setLastModifiedTime(target, FileTime.from(Layer.TIME));
      staged.add(new Jar(target, jar.place()));
    }
    StagedProgram made = new StagedProgram(program, root, program.options(project), staged);
    Files.writeString(
        folder.resolve(OPTIONS),
        String.join("\n", made.arguments("", "-XX:AOTCache=" + program.folder() + "/" + CACHE))
            + "\n");
    return made;
  }

  public Program program() {
    return program;
  }

  public List<Jar> jars() {
    return jars;
  }

  /** Where the cache of its classes belongs, which a training writes. */
  public Path cache() {
    return root.resolve((program.folder() + "/" + CACHE).substring(1));
  }

  /** The command of the image. */
  public List<String> entrypoint() {
    return List.of("/opt/java/bin/java", "@" + program.folder() + "/" + OPTIONS);
  }

  /**
   * The same command here.
   *
   * @param java the launcher
   * @param flag one more of the JVM
   */
  public List<String> command(Path java, String flag) {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(arguments(root.toString(), flag));
    return command;
  }

  private List<String> arguments(String prefix, String flag) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(OF_LIBRARIES);
    arguments.add(flag);
    arguments.add("-cp");
    arguments.add(
        jars.stream()
            .map(jar -> prefix + program.folder() + "/" + jar.place())
            .collect(Collectors.joining(":")));
    arguments.add(program.mainClass());
    return arguments;
  }

  /** What changes seldom, what changes with each version, and the cache, which depends on both. */
  public List<Layer> layers() {
    List<ImageFile> libraries = new ArrayList<>();
    List<ImageFile> own = new ArrayList<>();
    for (Jar jar : jars) {
      ImageFile file = new ImageFile(jar.source(), program.folder() + "/" + jar.place());
      (jar.isOwn() ? own : libraries).add(file);
    }
    own.add(at(OPTIONS));
    return List.of(
        new Layer("libraries", libraries),
        new Layer("program", own),
        new Layer("cache of classes", List.of(at(CACHE))));
  }

  private ImageFile at(String name) {
    String target = program.folder() + "/" + name;
    return new ImageFile(root.resolve(target.substring(1)), target);
  }
}
