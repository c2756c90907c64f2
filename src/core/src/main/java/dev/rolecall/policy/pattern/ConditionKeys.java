package dev.rolecall.policy.pattern;

/** The names of condition keys, whose case does not matter. */
public final class ConditionKeys {
  // The virtual machine's table keeps no text alive that nobody else needs.
  private static final Names<String> LOWER =
      new Names<>(written -> LetterCase.lower(written).intern());

  private ConditionKeys() {}

  /** The key in lower case, for equal keys the same object. */
  public static String lower(String written) {
    return LOWER.of(written);
  }
}
