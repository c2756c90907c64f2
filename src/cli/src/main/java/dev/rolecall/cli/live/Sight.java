package dev.rolecall.cli.live;

import java.util.Optional;

/** What came of asking an API server for something. */
public sealed interface Sight<T> {
  /** It is there. */
  record Seen<T>(T value) implements Sight<T> {}

  /**
   * It is not there.
   *
   * @param what {@code service account acme/web}
   */
  record Missing<T>(String what) implements Sight<T> {}

  /**
   * The user may not read it: nothing is known of it.
   *
   * @param why a sentence
   */
  record Hidden<T>(String why) implements Sight<T> {}

  /** It, where it is there and may be read. */
  default Optional<T> seen() {
    return this instanceof Seen<T>(var value) ? Optional.of(value) : Optional.empty();
  }
}
