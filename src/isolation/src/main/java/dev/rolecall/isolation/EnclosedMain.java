package dev.rolecall.isolation;

import dev.rolecall.isolation.program.Places;
import dev.rolecall.isolation.rig.Enclosure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The run itself, inside of its enclosure. It ends at once when its standard input does. */
final class EnclosedMain {
  private EnclosedMain() {}

  /**
   * @param arguments the project's folder, then as of {@link IsolationMain}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Enclosure.endWithParent();
    List<String> words = List.of(arguments);
    Options options = Options.read(words.subList(1, words.size()));
    Places places = Places.show(Path.of(words.getFirst()), Enclosure.settle());
    Report report =
        options.format() == Options.Format.JSON
            ? new JsonReport(System.out)
            : new TableReport(System.out);
    List<String> failures = new Suite(options, places, report, System.err).run();
    failures.forEach(failure -> System.err.println("rolecall-isolation: " + failure));
    System.exit(failures.isEmpty() ? 0 : 1);
  }
}
