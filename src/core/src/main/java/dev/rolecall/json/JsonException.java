package dev.rolecall.json;

/** A text that is not JSON; the message is a sentence for people, without the position. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Position position;

  public JsonException(String message, Position position) {
    super(message);
    this.position = position;
  }

  public Position position() {
    return position;
  }
}
