package dev.rolecall.availability;

import dev.rolecall.availability.cluster.Site;
import dev.rolecall.isolation.program.Places;
import dev.rolecall.isolation.rig.Enclosure;
import dev.rolecall.isolation.rig.RigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The run itself, inside of its enclosure. */
final class EnclosedMain {
  private EnclosedMain() {}

  /**
   * @param arguments the project's folder, then as of {@link AvailabilityMain}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Enclosure.endWithParent();
    List<String> words = List.of(arguments);
    Options options = Options.read(words.subList(1, words.size()));
    Places places = Places.show(Path.of(words.getFirst()), Enclosure.settle());
    System.exit(run(options, places));
  }

  private static int run(Options options, Places places) throws IOException, InterruptedException {
    try {
      List<String> failures =
          new Suite(options, places, Report.of(options.format(), System.out), System.err).run();
      failures.forEach(failure -> System.err.println("rolecall-availability: " + failure));
      return failures.isEmpty() ? 0 : 1;
    } catch (RigException e) {
      System.err.println("rolecall-availability: " + e.getMessage());
      return 1;
    } finally {
      options.logs().ifPresent(folder -> keepLogs(places.work(), folder));
    }
  }

  /** What is not built. */
  static Optional<Path> missing(Path home) {
    return Stream.concat(Places.missing(home).stream(), Stream.of(Site.operatorJar(home)))
        .filter(Files::notExists)
        .findFirst();
  }

  private static void keepLogs(Path work, Path folder) {
    try (Stream<Path> files = Files.list(work)) {
      Files.createDirectories(folder);
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        Files.write(folder.resolve(log.getFileName()), Files.readAllBytes(log));
      }
    } catch (IOException e) {
      System.err.println("rolecall-availability: the logs cannot be kept: " + e.getMessage());
    }
  }
}
