package dev.rolecall.policy.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A condition operator as a policy names it, {@code ForAnyValue:StringLikeIfExists}.
 *
 * @param ifExists whether a missing key makes the condition true
 */
public record Operator(Quantifier quantifier, Comparison comparison, boolean ifExists) {
  private static final String IF_EXISTS = "ifexists";

  /** How a condition treats the several values of a request's key. */
  public enum Quantifier {
    /** The key has one value; one with many never matches. */
    SINGLE(""),
    /** Every value must satisfy the condition; none do. */
    FOR_ALL_VALUES("ForAllValues:"),
    /** At least one value must. */
    FOR_ANY_VALUE("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }

    private Operator of(Comparison comparison) {
      return new Operator(this, comparison, false);
    }
  }

  /** The operator of this name, whatever its case, or empty where there is none. */
  public static Optional<Operator> named(String name) {
    Quantifier quantifier = quantifier(name);
    String rest = name.substring(quantifier.prefix.length());
    boolean ifExists = rest.toLowerCase(Locale.ROOT).endsWith(IF_EXISTS);
    String word = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    return Comparison.named(word).map(comparison -> new Operator(quantifier, comparison, ifExists));
  }

  /** Every name there is, for suggestions. */
  public static List<String> names() {
    return Arrays.stream(Quantifier.values())
        .flatMap(quantifier -> Arrays.stream(Comparison.values()).map(quantifier::of))
        .flatMap(operator -> Stream.of(operator, operator.orMissing()))
        .map(Operator::toString)
        .toList();
  }

  private Operator orMissing() {
    return new Operator(quantifier, comparison, true);
  }

  private static Quantifier quantifier(String name) {
    return Arrays.stream(Quantifier.values())
        .filter(quantifier -> quantifier != Quantifier.SINGLE)
        .filter(quantifier ->
            name.regionMatches(true, 0, quantifier.prefix, 0, quantifier.prefix.length()))
        .findFirst()
        .orElse(Quantifier.SINGLE);
  }

  @Override
  public String toString() {
    return quantifier.prefix + comparison.word() + (ifExists ? "IfExists" : "");
  }
}
