package dev.rolecall.policy.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An entry of {@code Resource} or {@code NotResource}: {@code *} or an ARN's pattern. Each prints
 * as the policy writes it.
 */
public sealed interface ResourcePattern
    permits ArnPattern, ResourcePattern.Everything, ResourcePattern.Nothing {
  /**
   * Whether {@code resource}, an ARN or {@code *} of an action that has no resource, is meant.
   * Nothing is where a variable has no value.
   */
  boolean matches(String resource, Variables variables);

  record Everything() implements ResourcePattern {
    @Override
    public boolean matches(String resource, Variables variables) {
      return true;
    }

    @Override
    public String toString() {
      return "*";
    }
  }

  /** A short ARN of a resource policy, which AWS takes and never matches. */
  record Nothing(String text) implements ResourcePattern {
    @Override
    public boolean matches(String resource, Variables variables) {
      return false;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** What becomes of an ARN that has fewer than six segments. */
  enum ShortArns {
    /** The missing segments are {@code *}: in policies of principals. */
    PADDED,
    /** Padded after a {@code *}, otherwise nothing: in policies of resources. */
    PADDED_AFTER_WILDCARD
  }

  /**
   * @param variables whether the policy's version has variables
   * @throws PatternException where the text is neither {@code *} nor an ARN
   */
  static ResourcePattern parse(String text, Set<Syntax> variables, ShortArns shortArns)
      throws PatternException {
    if (text.equals("*")) {
      return new Everything();
    }
    if (!text.startsWith("arn:")) {
      throw new PatternException(
          "INVALID_ARN_PREFIX",
          "Resource '" + text + "' must be an ARN (arn:aws:service:region:account:id) or '*'.");
    }
    List<String> segments = new ArrayList<>(ArnPattern.split(text, variables));
    if (segments.size() < ArnPattern.SEGMENTS
        && shortArns == ShortArns.PADDED_AFTER_WILDCARD
        && !text.endsWith("*")) {
      return new Nothing(text);
    }
    while (segments.size() < ArnPattern.SEGMENTS) {
      segments.add("*");
    }
    ArnPattern arn = ArnPattern.of(text, segments, withWildcards(variables));
    if (arn.hasVariablesBeforeResource()) {
      throw new PatternException(
          "VARIABLE_UNSUPPORTED_IN_ELEMENT",
          "Resource '" + text + "' has a variable before the fifth colon; use '*' there.");
    }
    return arn;
  }

  private static Set<Syntax> withWildcards(Set<Syntax> variables) {
    return variables.contains(Syntax.VARIABLES)
        ? Set.of(Syntax.VARIABLES, Syntax.WILDCARDS)
        : Set.of(Syntax.WILDCARDS);
  }
}
