package dev.rolecall.isolation.program;

import dev.rolecall.isolation.foothold.Launcher;
import dev.rolecall.isolation.rig.RigException;
import dev.rolecall.isolation.rig.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the programs are. The agent's server runs as a user who may not be let into the folders
 * that the programs lie in, so that what it needs is seen below the rig's own folder too.
 *
 * @param home the project's
 * @param rig the rig's folder, which everybody may enter
 * @param work the folder of one stage, in the rig's
 */
public record Places(Path home, Path rig, Path work) {
  private static final String STS = "src/sts/target/quarkus-app/quarkus-run.jar";
  private static final String AGENT = "src/agent/target";
  private static final String AGENT_JAR = "rolecall-agent.jar";
  private static final String OWN = "isolation";
  private static final String AGENT_OPTIONS = "src/agent/jvm.options";

  /** What is not built, as a path; empty where nothing is missing. */
  public static List<Path> missing(Path home) {
    return Stream.of(home.resolve(STS), home.resolve(AGENT).resolve(AGENT_JAR))
        .filter(Files::notExists)
        .toList();
  }

  /** Makes them visible below the rig's folder. */
  public static Places show(Path home, Path rig) {
    Places places = new Places(home, rig, rig);
    try {
      bind(Path.of(System.getProperty("java.home")), rig.resolve("java"));
      bind(home.resolve(AGENT), rig.resolve("agent"));
      bind(ownJar().resolveSibling(""), rig.resolve(OWN));
      Files.copy(
          home.resolve(AGENT_OPTIONS),
          rig.resolve("jvm.options"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new RigException(String.valueOf(e.getMessage()));
    }
    return places;
  }

  /** The file that this program is in. */
  private static Path ownJar() {
    return Path.of(System.getProperty("java.class.path")).toAbsolutePath();
  }

  private static void bind(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    Shell.run(List.of("mount", "--bind", from.toString(), to.toString()));
  }

  /** The command line of sts, with system properties. */
  public List<String> sts(List<String> properties) {
    return quarkus(home.resolve(STS), properties);
  }

  /** The command line of a Quarkus application, with system properties. */
  public List<String> quarkus(Path jar, List<String> properties) {
    List<String> command = java();
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m"));
    properties.forEach(property -> command.add("-D" + property));
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  /** The command line of the agent's program. */
  public List<String> agent(List<String> arguments) {
    List<String> command = java();
    command.addAll(
        List.of(
            "@" + rig.resolve("jvm.options"),
            "-jar",
            rig.resolve("agent").resolve(AGENT_JAR).toString()));
    command.addAll(arguments);
    return command;
  }

  /** The command line of a program of this one's. */
  public List<String> own(Class<?> type, List<String> arguments) {
    List<String> command = java();
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            classPath(),
            type.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Starts processes of this program in namespaces. */
  public Launcher footholds() {
    return new Launcher(launcher(), classPath());
  }

  private String classPath() {
    return rig.resolve(OWN).resolve(ownJar().getFileName()).toString();
  }

  private Path launcher() {
    return rig.resolve("java/bin/java");
  }

  private List<String> java() {
    return new ArrayList<>(List.of(launcher().toString(), "-XX:-UsePerfData", "-Xshare:auto"));
  }

  /** A file for what a program prints. */
  public Path log(String program) {
    return work.resolve(program + ".log");
  }

  /** The same with a new folder for a stage. */
  public Places forStage(String name) {
    try {
      return new Places(home, rig, Files.createDirectory(rig.resolve(name)));
    } catch (IOException e) {
      throw new RigException(String.valueOf(e.getMessage()));
    }
  }
}
