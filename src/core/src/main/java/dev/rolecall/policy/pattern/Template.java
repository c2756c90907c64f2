package dev.rolecall.policy.pattern;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy's text that may hold wildcards and variables. What a variable stands for is data: a
 * {@code *} in it is an asterisk (IAM User Guide, "Policy variables").
 */
public final class Template {
  /** {@code *}. */
  static final Template EVERYTHING = new Template("*", List.of(new AnyText()));

  /** Parts of nearly every ARN, whatever the syntax: tens of thousands of policies share them. */
  private static final Map<String, Template> COMMON =
      Stream.of("", "arn", "aws").collect(toUnmodifiableMap(text -> text, Template::exactly));

  private final String text;
  private final List<Part> parts;
  private final boolean everything;
  private final @Nullable String exact;

  /** The text before a {@code *} that is all the rest, as in most policies. */
  private final @Nullable String beginning;

  /** Null where what is above tells all, as of most: policies stay in memory. */
  private final @Nullable TextMatcher matcher;

  private static Template exactly(String text) {
    return new Template(text, text.isEmpty() ? List.of() : List.of(new Literal(text)));
  }

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
    this.everything = parts.size() == 1 && parts.getFirst() instanceof AnyText;
    this.exact = exact(parts);
    this.beginning =
        parts.size() == 2
                && parts.getFirst() instanceof Literal(String literal)
                && parts.getLast() instanceof AnyText
            ? literal
            : null;
    this.matcher = everything || exact != null || beginning != null ? null : matcher(parts);
  }

  private static TextMatcher matcher(List<Part> parts) {
    return parts.stream().anyMatch(Variable.class::isInstance)
        ? new VariableGlob(parts)
        : fixedGlob(parts);
  }

  /** A piece of a template. */
  sealed interface Part {}

  /** A part whose length is known once the variables' values are. */
  sealed interface Measured extends Part {
    /** The length or the end of a part that has none: a variable has no value, or no fit. */
    int NONE = -1;

    int length(Variables variables);

    /** Where the part ends that begins at {@code at}, if it does so and ends by {@code to}. */
    int end(String whole, int at, int to, Variables variables);
  }

  record AnyText() implements Part {}

  record Literal(String text) implements Measured {
    @Override
    public int length(Variables variables) {
      return text.length();
    }

    @Override
    public int end(String whole, int at, int to, Variables variables) {
      return endOf(text, whole, at, to);
    }
  }

  record AnyCharacter() implements Measured {
    @Override
    public int length(Variables variables) {
      return 1;
    }

    @Override
    public int end(String whole, int at, int to, Variables variables) {
      return at < to ? at + 1 : NONE;
    }
  }

  /**
   * @param key in lower case
   * @param otherwise the default
   */
  record Variable(String key, Optional<String> otherwise) implements Measured {
    /** Null where the variable has none. */
    @Nullable String value(Variables variables) {
      return variables.value(key, otherwise.orElse(null));
    }

    @Override
    public int length(Variables variables) {
      String value = value(variables);
      return value == null ? NONE : value.length();
    }

    @Override
    public int end(String whole, int at, int to, Variables variables) {
      String value = value(variables);
      return value == null ? NONE : endOf(value, whole, at, to);
    }
  }

  private static int endOf(String text, String whole, int at, int to) {
    return text.length() <= to - at && whole.startsWith(text, at)
        ? at + text.length()
        : Measured.NONE;
  }

  /**
   * @throws PatternException where a variable is malformed
   */
  public static Template parse(String text, Set<Syntax> syntax) throws PatternException {
    Template common = COMMON.get(text);
    return common == null ? of(text, new TemplateParser(text, syntax).parts()) : common;
  }

  /** Of parts that are the text and no more, the very text is kept. */
  private static Template of(String text, List<Part> parts) {
    return parts.size() == 1
            && parts.getFirst() instanceof Literal(String literal)
            && literal.equals(text)
        ? exactly(text)
        : new Template(text, parts);
  }

  /**
   * A template for what fits this one behind {@code literal}.
   *
   * @param whole as the policy writes both together, where it does
   */
  Template behind(String literal, String whole) {
    List<Part> all = new ArrayList<>(parts);
    if (!all.isEmpty() && all.getFirst() instanceof Literal(String first)) {
      all.set(0, new Literal(literal + first));
    } else {
      all.addFirst(new Literal(literal));
    }
    String joined = literal + text;
    return of(joined.equals(whole) ? whole : joined, all);
  }

  /** Its literal text, wildcards and variables, in order; no two literals in a row. */
  List<Part> parts() {
    return parts;
  }

  /** Whether it is {@code *} and no more, which every text fits. */
  public boolean isEverything() {
    return everything;
  }

  /** Whether it has neither wildcards nor variables: then only {@link #prefix()} itself fits. */
  public boolean isExact() {
    return exact != null;
  }

  /** The text before a {@code *} that is all the rest; null where it is not so simple. */
  @Nullable String beginning() {
    return beginning;
  }

  /** Whether everything fits that begins with {@link #prefix()}. */
  public boolean isBeginning() {
    return beginning != null;
  }

  /** Whether everything fits that ends with {@link #suffix()}. */
  public boolean isEnd() {
    return parts.size() == 2
        && parts.getFirst() instanceof AnyText
        && parts.getLast() instanceof Literal;
  }

  /** Its longest literal text, escapes undone, empty where it has none: whatever fits has it. */
  public String longestLiteral() {
    String longest = "";
    for (Part part : parts) {
      if (part instanceof Literal(String literal) && literal.length() > longest.length()) {
        longest = literal;
      }
    }
    return longest;
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
    return matcher instanceof VariableGlob;
  }

  /**
   * Whether it has text of its own, or is empty, so that it is not just any value that fits. What
   * variables stand for is the requester's own.
   */
  public boolean hasOwnText() {
    return parts.isEmpty() || parts.stream().anyMatch(Literal.class::isInstance);
  }

  /** Whether {@code text} fits; nothing does where a variable has no value. */
  public boolean matches(String text, Variables variables) {
    if (beginning != null) {
      return text.startsWith(beginning);
    }
    return exact == null ? matches(text, 0, text.length(), variables) : exact.equals(text);
  }

  /** The same of the part of {@code text} from {@code from} up to {@code to}. */
  public boolean matches(String text, int from, int to, Variables variables) {
    if (beginning != null) {
      return beginning.length() <= to - from && text.startsWith(beginning, from);
    }
    if (exact != null) {
      return exact.length() == to - from && text.startsWith(exact, from);
    }
    return matcher == null || matcher.matches(text, from, to, variables);
  }

  /** Whether {@code given} is the text of a template without wildcards, whatever their case. */
  public boolean equalsIgnoringCase(String given, Variables variables) {
    if (exact != null) {
      return exact.equals(given) || LetterCase.end(exact, given, 0) == given.length();
    }
    int at = 0;
    for (int i = 0; i < parts.size() && at >= 0; i++) {
      String piece = piece(parts.get(i), variables);
      if (piece == null) {
        return false;
      }
      at = LetterCase.end(piece, given, at);
    }
    return at == given.length();
  }

  /** The text of a template without wildcards, or empty where a variable has no value. */
  public Optional<String> text(Variables variables) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      String piece = piece(part, variables);
      if (piece == null) {
        return Optional.empty();
      }
      text.append(piece);
    }
    return Optional.of(text.toString());
  }

  private static @Nullable String piece(Part part, Variables variables) {
    return switch (part) {
      case Literal literal -> literal.text();
      case Variable variable -> variable.value(variables);
      case AnyText any -> "*";
      case AnyCharacter any -> "?";
    };
  }

  private static @Nullable String exact(List<Part> parts) {
    if (parts.isEmpty()) {
      return "";
    }
    return parts.size() == 1 && parts.getFirst() instanceof Literal(String literal)
        ? literal
        : null;
  }

  private static Glob fixedGlob(List<Part> parts) {
    Glob.Builder glob = new Glob.Builder();
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> glob.literal(literal.text());
        case AnyText any -> glob.anyText();
        case AnyCharacter any -> glob.anyCharacter();
        case Variable variable -> throw new IllegalStateException("not fixed: " + variable);
      }
    }
    return glob.build();
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
