package dev.rolecall.agent.guard;

import dev.rolecall.agent.guard.rules.Enforcement;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the guard was asked on its command line. */
sealed interface GuardArguments {
  /** What to do. */
  enum Verb {
    RUN,
    ONCE,
    RULES,
    INSTALL,
    UNINSTALL
  }

  /**
   * @param hostRoot where the node's file system is
   */
  record Good(Verb verb, Enforcement enforcement, Optional<Path> hostRoot)
      implements GuardArguments {}

  /**
   * @param problem a sentence
   */
  record Wrong(String problem) implements GuardArguments {}

  static GuardArguments parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      return new Wrong("say what to do: run, once, rules, install or uninstall; see --help.");
    }
    Optional<Verb> verb =
        Stream.of(Verb.values())
            .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(arguments.getFirst()))
            .findFirst();
    if (verb.isEmpty()) {
      return new Wrong("there is no command '" + arguments.getFirst() + "'; see --help.");
    }
    Enforcement enforcement = Enforcement.FULL;
    Optional<Path> hostRoot = Optional.empty();
    Iterator<String> rest = arguments.listIterator(1);
    while (rest.hasNext()) {
      String option = rest.next();
      if (option.equals("--observe")) {
        enforcement = Enforcement.OBSERVE;
      } else if (option.equals("--host-root") && rest.hasNext()) {
        hostRoot = Optional.of(Path.of(rest.next()));
      } else {
        return new Wrong("'" + option + "' is no option, or lacks its value; see --help.");
      }
    }
    return new Good(verb.get(), enforcement, hostRoot);
  }
}
