package dev.rolecall.agent.guard.host;

import java.io.IOException;

/** A program that could not be run or failed; the message says what it said. */
public final class CommandException extends IOException {
  private static final long serialVersionUID = 1L;

  public CommandException(String message) {
    super(message);
  }
}
