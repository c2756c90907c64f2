package dev.rolecall.cli.demo;

import java.util.regex.Pattern;

/**
 * A line of the demo's script.
 *
 * @param line its number in the file
 * @param who the pod that acts, {@code namespace/name}
 * @param does what it does, as written
 * @param must {@code allowed}, {@code refused}, or the ARN that it must turn out to be, perhaps
 *     with {@code *}
 */
record Step(int line, String who, String does, Deed deed, String must) {
  static final String ALLOWED = "allowed";
  static final String REFUSED = "refused";

  boolean isAsItMustBe(Outcome outcome) {
    return switch (must) {
      case ALLOWED -> outcome.allowed();
      case REFUSED -> !outcome.allowed();
      default -> outcome.allowed() && glob(must).matcher(outcome.why()).matches();
    };
  }

  private static Pattern glob(String text) {
    return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
  }
}
