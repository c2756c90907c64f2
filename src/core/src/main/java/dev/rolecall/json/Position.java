package dev.rolecall.json;

/** A place in a text; line and column count from 1, 0 means unknown. */
public record Position(int line, int column) {
  public static final Position NONE = new Position(0, 0);

  @Override
  public String toString() {
    return line == 0 ? "" : "line " + line + ", column " + column;
  }
}
