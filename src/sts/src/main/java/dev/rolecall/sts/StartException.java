package dev.rolecall.sts;

import java.util.List;

/** A start that is refused; each problem is one line that names the property, what and why. */
final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(List<String> problems) {
    super(String.join("\n", problems), null, false, false);
  }

  StartException(String property, String problem) {
    this(List.of(property + ": " + problem));
  }
}
