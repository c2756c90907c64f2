package dev.rolecall.policy.reference;

/** What is decided, without why. */
public enum Answer {
  ALLOWED("Allowed"),
  IMPLICITLY_DENIED("ImplicitlyDenied"),
  EXPLICITLY_DENIED("ExplicitlyDenied");

  private final String word;

  Answer(String word) {
    this.word = word;
  }

  /** The word of the written cases. */
  @Override
  public String toString() {
    return word;
  }
}
