package dev.rolecall.policy.pattern;

import java.util.ArrayList;
import java.util.List;

/** What wildcards mean, in the fewest words: the reference that matchers must agree with. */
final class NaiveMatcher {
  private static final int ANY_TEXT = -1;
  private static final int ANY_CHARACTER = -2;

  private final List<Integer> tokens = new ArrayList<>();

  NaiveMatcher pattern(String text) {
    text.chars()
        .map(unit -> unit == '*' ? ANY_TEXT : unit == '?' ? ANY_CHARACTER : unit)
        .forEach(tokens::add);
    return this;
  }

  NaiveMatcher literal(String text) {
    text.chars().forEach(tokens::add);
    return this;
  }

  /** Whether each beginning of the pattern fits each beginning of the text, in a table. */
  boolean matches(String text) {
    boolean[] fits = new boolean[text.length() + 1];
    fits[0] = true;
    for (int token : tokens) {
      boolean[] longer = new boolean[text.length() + 1];
      for (int end = 0; end <= text.length(); end++) {
        boolean oneMore = end > 0 && (token == ANY_TEXT ? longer[end - 1] : fits[end - 1]);
        longer[end] =
            token == ANY_TEXT
                ? fits[end] || oneMore
                : oneMore && (token == ANY_CHARACTER || token == text.charAt(end - 1));
      }
      fits = longer;
    }
    return fits[text.length()];
  }
}
