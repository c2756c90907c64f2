package dev.rolecall.policy.pattern;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy's text that may hold wildcards and variables. What a variable stands for is data: a
 * {@code *} in it is an asterisk (IAM User Guide, "Policy variables").
 */
public final class Template {
  private final String text;
  private final List<Part> parts;
  private final @Nullable Glob fixed;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
    this.fixed = parts.stream().anyMatch(Variable.class::isInstance) ? null : fixedGlob(parts);
  }

  /** A piece of a template. */
  sealed interface Part {}

  record Literal(String text) implements Part {}

  record AnyText() implements Part {}

  record AnyCharacter() implements Part {}

  record Variable(String key, Optional<String> otherwise) implements Part {
    Optional<String> value(Variables variables) {
      return Optional.ofNullable(variables.value(key, otherwise.orElse(null)));
    }
  }

  /**
   * @throws PatternException where a variable is malformed
   */
  public static Template parse(String text, Set<Syntax> syntax) throws PatternException {
    return new Template(text, new TemplateParser(text, syntax).parts());
  }

  /** Its literal text, wildcards and variables, in order; no two literals in a row. */
  List<Part> parts() {
    return parts;
  }

  /** Whether it is {@code *} and no more, which every text fits. */
  public boolean isEverything() {
    return parts.size() == 1 && parts.getFirst() instanceof AnyText;
  }

  /** Whether it has neither wildcards nor variables: then only {@link #prefix()} itself fits. */
  public boolean isExact() {
    return parts.stream().allMatch(Literal.class::isInstance);
  }

  /**
   * The literal text before the first wildcard or variable, escapes undone: whatever fits begins
   * with it.
   */
  public String prefix() {
    return !parts.isEmpty() && parts.getFirst() instanceof Literal(String literal) ? literal : "";
  }

  /** The literal text behind the last wildcard or variable: whatever fits ends with it. */
  public String suffix() {
    return !parts.isEmpty() && parts.getLast() instanceof Literal(String literal) ? literal : "";
  }

  /** Whether a variable occurs in it. */
  public boolean hasVariables() {
    return fixed == null;
  }

  /**
   * Whether it has text of its own, or is empty, so that it is not just any value that fits. What
   * variables stand for is the requester's own.
   */
  public boolean hasOwnText() {
    return parts.isEmpty() || parts.stream().anyMatch(Literal.class::isInstance);
  }

  public boolean matches(String text, Variables variables) {
    return matches(text, 0, text.length(), variables);
  }

  /**
   * Whether the part of {@code text} from {@code from} up to {@code to} fits; nothing does where a
   * variable has no value.
   */
  public boolean matches(String text, int from, int to, Variables variables) {
    Glob glob = fixed == null ? resolve(variables) : fixed;
    return glob != null && glob.matches(text, from, to);
  }

  /** The text of a template without wildcards, or empty where a variable has no value. */
  public Optional<String> text(Variables variables) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      Optional<String> piece =
          switch (part) {
            case Literal literal -> Optional.of(literal.text());
            case Variable variable -> variable.value(variables);
            case AnyText any -> Optional.of("*");
            case AnyCharacter any -> Optional.of("?");
          };
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      text.append(piece.get());
    }
    return Optional.of(text.toString());
  }

  /** What to match, or null where a variable has no value. */
  private @Nullable Glob resolve(Variables variables) {
    Glob.Builder glob = new Glob.Builder(16);
    for (Part part : parts) {
      if (part instanceof Variable variable) {
        Optional<String> value = variable.value(variables);
        if (value.isEmpty()) {
          return null;
        }
        glob.literal(value.get());
      } else {
        append(part, glob);
      }
    }
    return glob.build();
  }

  private static Glob fixedGlob(List<Part> parts) {
    Glob.Builder glob = new Glob.Builder(16);
    parts.forEach(part -> append(part, glob));
    return glob.build();
  }

  private static void append(Part part, Glob.Builder glob) {
    switch (part) {
      case Literal literal -> glob.literal(literal.text());
      case AnyText any -> glob.anyText();
      case AnyCharacter any -> glob.anyCharacter();
      case Variable variable -> throw new IllegalStateException("not resolved: " + variable);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template that && text.equals(that.text) && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As the policy writes it. */
  @Override
  public String toString() {
    return text;
  }
}
