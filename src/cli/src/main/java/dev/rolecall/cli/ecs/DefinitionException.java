package dev.rolecall.cli.ecs;

/** What is no task definition; says where and why. */
public final class DefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  DefinitionException(Place place, String why) {
    super(Printable.of(place.path() + " " + why));
    this.place = place;
  }

  /** As {@code file:line:column}. */
  public String where(String file) {
    return place.position().line() == 0
        ? file
        : "%s:%d:%d".formatted(file, place.position().line(), place.position().column());
  }
}
