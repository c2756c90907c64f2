package dev.rolecall.availability;

import dev.rolecall.availability.fault.Catalogue;
import dev.rolecall.availability.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is asked of a run.
 *
 * @param faults in this order
 * @param format of the report
 * @param logs a folder that the programs' logs are left in
 */
record Options(List<Fault> faults, Format format, Optional<Path> logs) {
  static final String USAGE =
      "usage: java -jar rolecall-availability.jar [--quick] [--fault NAME]... [--format table|json]"
          + " [--logs FOLDER]";

  /** How results are printed. */
  enum Format {
    TABLE,
    JSON
  }

  Options {
    faults = List.copyOf(faults);
  }

  /**
   * @throws IllegalArgumentException with a sentence, where they make no sense
   */
  static Options read(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    List<String> names = new ArrayList<>();
    for (Optional<String> name = value(words, "--fault");
        name.isPresent();
        name = value(words, "--fault")) {
      names.add(name.get());
    }
    List<Fault> usual = words.remove("--quick") ? Catalogue.quick() : Catalogue.all();
    Format format = value(words, "--format").map(Options::format).orElse(Format.TABLE);
    Optional<Path> logs = value(words, "--logs").map(Path::of);
    if (!words.isEmpty()) {
      throw new IllegalArgumentException("'" + words.getFirst() + "' is not known; " + USAGE);
    }
    return new Options(names.isEmpty() ? usual : Catalogue.named(names), format, logs);
  }

  private static Optional<String> value(List<String> words, String name) {
    int at = words.indexOf(name);
    if (at < 0) {
      return Optional.empty();
    }
    words.remove(at);
    if (at == words.size()) {
      throw new IllegalArgumentException(name + " needs a value; " + USAGE);
    }
    return Optional.of(words.remove(at));
  }

  private static Format format(String word) {
    return Stream.of(Format.values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not known; " + USAGE));
  }
}
