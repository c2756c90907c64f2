package dev.rolecall.policy.lint.rule;

import dev.rolecall.policy.lint.text.Element;
import java.util.Optional;

/**
 * What a rule says of a place.
 *
 * @param message a sentence that says what is wrong
 * @param fix a sentence that says how to mend it
 * @param replacement what to write at the place instead, where that can be told
 */
public record Remark(Element place, String message, String fix, Optional<String> replacement) {
  static Remark at(Element place, String message, String fix) {
    return new Remark(place, message, fix, Optional.empty());
  }

  /** The fix is to write {@code replacement} at the place. */
  static Remark replace(Element place, String message, String replacement) {
    return new Remark(place, message, "Write \"" + replacement + "\".", Optional.of(replacement));
  }
}
