package dev.rolecall.audit;

/** What became of a call. */
public sealed interface Outcome {
  /** The true reason, in a sentence. */
  String reason();

  record Granted(String reason) implements Outcome {}

  /**
   * @param code the wire's error code
   * @param message what the caller was told
   */
  record Refused(String code, String message, String reason) implements Outcome {}
}
