package dev.rolecall.isolation;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.attack.Catalogue;
import dev.rolecall.isolation.rig.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    List<String> words = new ArrayList<>(arguments);
    List<Topology> topologies =
        value(words, "--topology")
            .map(word -> List.of(constant(Topology.class, word)))
            .orElse(List.of(Topology.values()));
    Optional<String> attack = value(words, "--attack");
    Format format =
        value(words, "--format").map(word -> constant(Format.class, word)).orElse(Format.TABLE);
    List<Round> rounds =
        words.remove("--without-guard")
            ? List.of(Round.WITHOUT_GUARD)
            : List.of(Round.WITHOUT_GUARD, Round.WITH_GUARD);
    Ending ending = words.remove("--keep") ? Ending.KEEP : Ending.CLEAN;
    if (!words.isEmpty()) {
      throw new IllegalArgumentException("'" + words.getFirst() + "' is not known; " + USAGE);
    }
    attack.ifPresent(Options::check);
    return new Options(topologies, attack, format, rounds, ending);
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

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not known; " + USAGE));
  }

  private static void check(String name) {
    List<String> names = Catalogue.all().stream().map(Attack::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "there is no attack '" + name + "'; there are: " + String.join(", ", names));
    }
  }
}
