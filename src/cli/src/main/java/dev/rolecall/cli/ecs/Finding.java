package dev.rolecall.cli.ecs;

import dev.rolecall.json.Position;

/**
 * What there is to say about one member of a task definition.
 *
 * @param path as {@code $.containerDefinitions[0].links}
 * @param position where the member stands; unknown where it is not there
 * @param why a sentence without its full stop
 * @param wayOut what to do instead, likewise
 */
public record Finding(Kind kind, String path, Position position, String why, String wayOut) {
  /** What became of the member. */
  public enum Kind {
    /** It is left out, and the task is another one without it. */
    NO_EQUIVALENT("no equivalent"),
    /** It became something that is not quite the same. */
    CHANGED("changed"),
    /** It became something that needs another object. */
    NEEDED("needed"),
    /** ECS tells it of a definition; it is no setting. */
    NO_SETTING("no setting");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Whether the imported task is another one than the task of ECS. */
    public boolean differs() {
      return this == NO_EQUIVALENT || this == CHANGED;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** One line: {@code file:line:column: kind: path: why; way out}. */
  public String line(String file) {
    String place =
        position.line() == 0
            ? file
            : "%s:%d:%d".formatted(file, position.line(), position.column());
    return Printable.of("%s: %s: %s: %s; %s".formatted(place, kind, path, why, wayOut));
  }
}
