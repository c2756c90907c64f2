package dev.rolecall.policy.pattern;

/** What a template is compiled to. */
sealed interface TextMatcher permits Glob, VariableGlob {
  /**
   * Whether the part of {@code text} from {@code from} up to {@code to} fits; nothing does where a
   * variable has no value.
   */
  boolean matches(String text, int from, int to, Variables variables);
}
