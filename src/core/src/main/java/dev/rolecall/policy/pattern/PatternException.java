package dev.rolecall.policy.pattern;

/**
 * A policy's value that its place cannot have. The message says what is wrong and how to mend it.
 */
public final class PatternException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String explanation;

  /**
   * @param code a problem's stable id, {@code MISSING_BRACE_IN_VARIABLE}
   * @param explanation a sentence
   */
  public PatternException(String code, String explanation) {
    super(explanation);
    this.code = code;
    this.explanation = explanation;
  }

  public String code() {
    return code;
  }

  public String explanation() {
    return explanation;
  }
}
