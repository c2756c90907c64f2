package dev.rolecall.operator.access;

/** Whether somebody may do something, as the API server's authorizers say. */
public sealed interface Access {
  record Granted() implements Access {}

  /**
   * @param reason what the authorizers said; may be empty
   */
  record Denied(String reason) implements Access {}

  /**
   * It could not be asked, which grants nothing; asking again may help.
   *
   * @param reason a sentence
   */
  record Unknown(String reason) implements Access {}
}
