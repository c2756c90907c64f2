package dev.rolecall.availability;

import dev.rolecall.availability.fault.Catalogue;
import dev.rolecall.availability.fault.Fault;
import dev.rolecall.isolation.CommandWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    CommandWords words = new CommandWords(arguments, USAGE);
    List<String> names = new ArrayList<>();
    for (Optional<String> name = words.value("--fault");
        name.isPresent();
        name = words.value("--fault")) {
      names.add(name.get());
    }
    List<Fault> usual = words.take("--quick") ? Catalogue.quick() : Catalogue.all();
    Format format = words.constant("--format", Format.class).orElse(Format.TABLE);
    Optional<Path> logs = words.value("--logs").map(Path::of);
    words.end();
    return new Options(names.isEmpty() ? usual : Catalogue.named(names), format, logs);
  }
}
