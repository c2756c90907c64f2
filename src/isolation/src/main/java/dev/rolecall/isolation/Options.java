package dev.rolecall.isolation;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.attack.Catalogue;
import dev.rolecall.isolation.rig.Topology;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a run.
 *
 * @param topologies in this order
 * @param attack only that one
 * @param format of the report
 * @param rounds without and with the guard, in this order
 * @param ending what happens to the last stage
 */
record Options(
    List<Topology> topologies,
    Optional<String> attack,
    Format format,
    List<Round> rounds,
    Ending ending) {
  /** How outcomes are printed. */
  enum Format {
    TABLE,
    JSON
  }

  /** What stands between pods and what is not theirs. */
  enum Round {
    WITHOUT_GUARD,
    WITH_GUARD
  }

  /** Whether a stage stays for a look at it. */
  enum Ending {
    CLEAN,
    KEEP
  }

  static final String USAGE =
      "usage: java -jar rolecall-isolation.jar [--topology routed|bridge] [--attack NAME] [--format table|json] [--without-guard] [--keep]";

  Options {
    topologies = List.copyOf(topologies);
    rounds = List.copyOf(rounds);
  }

  /**
   * @throws IllegalArgumentException with a sentence, where they make no sense
   */
  static Options read(List<String> arguments) {
    CommandWords words = new CommandWords(arguments, USAGE);
    List<Topology> topologies =
        words
            .constant("--topology", Topology.class)
            .map(List::of)
            .orElse(List.of(Topology.values()));
    Optional<String> attack = words.value("--attack");
    Format format = words.constant("--format", Format.class).orElse(Format.TABLE);
    List<Round> rounds =
        words.take("--without-guard")
            ? List.of(Round.WITHOUT_GUARD)
            : List.of(Round.WITHOUT_GUARD, Round.WITH_GUARD);
    Ending ending = words.take("--keep") ? Ending.KEEP : Ending.CLEAN;
    words.end();
    attack.ifPresent(Options::check);
    return new Options(topologies, attack, format, rounds, ending);
  }

  private static void check(String name) {
    List<String> names = Catalogue.all().stream().map(Attack::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "there is no attack '" + name + "'; there are: " + String.join(", ", names));
    }
  }
}
