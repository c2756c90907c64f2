package dev.rolecall.cli.local;

import dev.rolecall.cli.console.Failure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the programs are.
 *
 * @param home the project's root
 * @param java the Java launcher that runs this program too
 */
public record Installation(Path home, Path java) {
  /** Small heaps and a quick start: these programs serve one person. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx192m");

  /** The release of Java from which libraries' use of memory is warned of, first in every log. */
  private static final int FIRST_WARNING_OF_UNSAFE = 24;

  /** The one that runs this program, from the system property {@code rolecall.home}. */
  public static Installation current() {
    String home = System.getProperty("rolecall.home");
    if (home == null) {
      throw new Failure(
          "the project's folder is not known",
          "the system property rolecall.home",
          "it is not set",
          "start the command with the script ./rolecall");
    }
    return new Installation(Path.of(home), Path.of(System.getProperty("java.home"), "bin", "java"));
  }

  /** The manifests that are used where none are named. */
  public Path quickstart() {
    return home.resolve("examples").resolve("quickstart");
  }

  /** The chart that installs Rolecall on a cluster. */
  public Path chart() {
    return home.resolve("charts").resolve("rolecall");
  }

  /** The definitions of Rolecall's resources. */
  public Path definitions() {
    return home.resolve("crds");
  }

  /**
   * The command line of sts with these system properties. Its classes are on a plain class path:
   * the JVM keeps an archive of them beside them, which it writes when sts ends, whenever there is
   * none that fits them and the JVM (JDK 19 and later).
   */
  public List<String> sts(List<String> properties) {
    Path application = built("src/sts/target/quarkus-app");
    List<String> command = launcher();
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + application.resolve("sts.jsa"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    properties.forEach(property -> command.add("-D" + property));
    String classPath =
        Stream.of("quarkus", "app", "lib/main", "lib/boot")
            .map(folder -> application.resolve(folder) + "/*")
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", classPath, "dev.rolecall.sts.StsMain"));
    return command;
  }

  /** The command line of the agent. */
  public List<String> agent() {
    List<String> command = launcher();
    command.addAll(List.of("-jar", jar("src/agent/target/rolecall-agent.jar")));
    return command;
  }

  /** The command line of the benchmarks, with the whole machine at their disposal. */
  public List<String> bench() {
    return List.of(java.toString(), "-jar", jar("src/bench/target/rolecall-bench.jar"));
  }

  /** The command line of the isolation suite, which starts the other programs itself. */
  public List<String> isolation() {
    return suite("src/isolation/target/rolecall-isolation.jar");
  }

  /** The command line of the availability suite, which starts the other programs itself. */
  public List<String> availability() {
    return suite("src/availability/target/rolecall-availability.jar");
  }

  private List<String> suite(String jar) {
    return List.of(
        java.toString(), "-XX:TieredStopAtLevel=1", "-Drolecall.home=" + home, "-jar", jar(jar));
  }

  /** The command line of what makes a release. */
  public List<String> release() {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    allowUnsafe(command);
    command.addAll(
        List.of("-jar", jar("src/image/target/rolecall-image.jar"), "--project=" + home));
    return command;
  }

  /** What every Java program here is started with. */
  private List<String> launcher() {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(FLAGS);
    allowUnsafe(command);
    return command;
  }

  private static void allowUnsafe(List<String> command) {
    if (Runtime.version().feature() >= FIRST_WARNING_OF_UNSAFE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
  }

  /** The command line of a class of this program that has a main method. */
  public List<String> main(Class<?> type, String argument) {
    List<String> command = launcher();
    command.addAll(List.of("-cp", jar("src/cli/target/rolecall-cli.jar"), type.getName()));
    command.add(argument);
    return command;
  }

  private String jar(String relative) {
    return built(relative).toString();
  }

  private Path built(String relative) {
    Path file = home.resolve(relative);
    if (Files.notExists(file)) {
      throw new Failure(
          "a program is not built",
          file.toString(),
          "the file is not there",
          "start the command with the script ./rolecall, which builds what is missing");
    }
    return file;
  }
}
