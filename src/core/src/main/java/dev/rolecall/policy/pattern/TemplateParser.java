package dev.rolecall.policy.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cuts a policy's text into literal text, wildcards and variables. */
final class TemplateParser {
  private static final Set<String> ESCAPES = Set.of("*", "?", "$");

  private static final Template.Part ANY_TEXT = new Template.AnyText();
  private static final Template.Part ANY_CHARACTER = new Template.AnyCharacter();

  private final String text;
  private final Set<Syntax> syntax;
  private final List<Template.Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  TemplateParser(String text, Set<Syntax> syntax) {
    this.text = text;
    this.syntax = syntax;
  }

  List<Template.Part> parts() throws PatternException {
    int at = 0;
    while (at < text.length()) {
      char unit = text.charAt(at);
      if (syntax.contains(Syntax.VARIABLES) && text.startsWith("${", at)) {
        at = variable(at);
      } else {
        character(unit);
        at++;
      }
    }
    endLiteral();
    return parts;
  }

  private void character(char unit) {
    boolean wildcards = syntax.contains(Syntax.WILDCARDS);
    if (wildcards && unit == '*') {
      add(ANY_TEXT);
    } else if (wildcards && unit == '?') {
      add(ANY_CHARACTER);
    } else {
      literal.append(unit);
    }
  }

  /** Reads the variable that begins at {@code at} and gives the place behind it. */
  private int variable(int at) throws PatternException {
    int end = text.indexOf('}', at);
    if (end < 0) {
      throw new PatternException(
          "MISSING_BRACE_IN_VARIABLE", "The variable in '" + text + "' has no closing brace.");
    }
    String inside = text.substring(at + 2, end);
    if (inside.contains("${")) {
      throw new PatternException(
          "MISSING_BRACE_IN_VARIABLE",
          "'${" + inside + "}' begins a variable inside of another; close the first before it.");
    }
    if (ESCAPES.contains(inside)) {
      literal.append(inside);
    } else {
      add(named(inside));
    }
    return end + 1;
  }

  private static Template.Variable named(String inside) throws PatternException {
    int comma = inside.indexOf(',');
    String key = comma < 0 ? inside : inside.substring(0, comma);
    if (key.isBlank()) {
      throw new PatternException(
          "EMPTY_VARIABLE", "'${" + inside + "}' names no condition key, as ${aws:username} does.");
    }
    if (hasSpace(key)) {
      throw new PatternException(
          "UNSUPPORTED_SPACE_IN_VARIABLE",
          "'${" + inside + "}' has a space in or around its key; remove it.");
    }
    return new Template.Variable(
        ConditionKeys.lower(key),
        comma < 0 ? Optional.empty() : Optional.of(quoted(inside, comma)));
  }

  /** A tag's key, behind the slash, may have some inside. */
  private static boolean hasSpace(String key) {
    String name = key.indexOf('/') < 0 ? key : key.substring(0, key.indexOf('/'));
    return !key.strip().equals(key) || name.chars().anyMatch(Character::isWhitespace);
  }

  private static String quoted(String inside, int comma) throws PatternException {
    String quoted = inside.substring(comma + 1).strip();
    if (quoted.length() < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) {
      throw new PatternException(
          "MISSING_QUOTE_IN_VARIABLE",
          "The default in '${" + inside + "}' needs single quotes: ${key, 'default'}.");
    }
    return quoted.substring(1, quoted.length() - 1);
  }

  private void add(Template.Part part) {
    endLiteral();
    parts.add(part);
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      parts.add(new Template.Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
