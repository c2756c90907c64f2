package dev.rolecall.policy.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
  }

  /** The operator of this name, whatever its case, or empty where there is none. */
  public static Optional<Operator> named(String name) {
    Quantifier quantifier = quantifier(name);
    String rest = name.substring(quantifier.prefix.length());
    boolean ifExists = rest.toLowerCase(Locale.ROOT).endsWith(IF_EXISTS);
    String word = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    return Comparison.named(word).map(comparison -> new Operator(quantifier, comparison, ifExists));
  }

  /** Every operator's name that differs from {@code name} in its word alone, for suggestions. */
  public static List<String> namesLike(String name) {
    Quantifier quantifier = quantifier(name);
    return Arrays.stream(Comparison.values())
        .map(comparison -> quantifier.prefix + comparison.word())
        .flatMap(word -> List.of(word, word + "IfExists").stream())
        .toList();
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
