package dev.rolecall.policy.cases;

/** A line that is not a case; the message begins with the line's number. */
public final class CaseException extends Exception {
  private static final long serialVersionUID = 1L;

  CaseException(int line, String message) {
    super("line " + line + ": " + message);
  }
}
