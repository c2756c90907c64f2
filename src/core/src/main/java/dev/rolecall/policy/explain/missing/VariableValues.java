package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.explain.missing.PolicyVariables.Piece;
import dev.rolecall.policy.pattern.Glob;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a variable may stand for where a text that it is part of must match a given one. */
final class VariableValues {
  private static final int MOST_VALUES = 32;

  private VariableValues() {}

  /** Whether the text could match if its variables stood for what they had to. */
  static boolean mayMatch(String pattern, String given) {
    StringBuilder open = new StringBuilder();
    for (Piece piece : PolicyVariables.pieces(pattern)) {
      open.append(piece instanceof Piece.Text(var text) ? withoutEscapes(text) : "*");
    }
    return Glob.of(open.toString()).matches(given);
  }

  /** An escaped character as any character: wider than need be, which does no harm. */
  private static String withoutEscapes(String text) {
    return text.replace("${*}", "?").replace("${?}", "?").replace("${$}", "?");
  }

  /**
   * Parts of {@code given} that stand between what comes before and after the variable in the
   * policy's text; guesses, the shortest possible ones first.
   *
   * @param pattern the policy's text
   */
  static Stream<String> of(String key, String pattern, String given) {
    List<Piece> pieces = PolicyVariables.pieces(pattern);
    Set<String> values = new LinkedHashSet<>();
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Piece.Variable variable
          && variable.key().equalsIgnoreCase(key)) {
        values.addAll(between(literalBefore(pieces, i), literalAfter(pieces, i), given));
      }
    }
    return values.stream().filter(value -> !value.isEmpty()).limit(MOST_VALUES);
  }

  private static List<String> between(String before, String after, String given) {
    List<String> values = new ArrayList<>();
    for (int from = 0; from <= given.length(); from++) {
      if (!given.startsWith(before, from - before.length())) {
        continue;
      }
      int end = given.indexOf(after, from);
      if (after.isEmpty()) {
        // A wildcard follows, or the end: the value may end anywhere.
        values.add(upToSlash(given, from));
        for (int to = given.length(); to > from; to--) {
          values.add(given.substring(from, to));
        }
      } else if (end >= 0) {
        values.add(given.substring(from, end));
      }
    }
    return values;
  }

  private static String upToSlash(String given, int from) {
    int slash = given.indexOf('/', from);
    return given.substring(from, slash < 0 ? given.length() : slash);
  }

  /** The plain text right before a piece, from the last wildcard on. */
  private static String literalBefore(List<Piece> pieces, int at) {
    String text = text(pieces, at - 1);
    int wildcard = Math.max(text.lastIndexOf('*'), text.lastIndexOf('?'));
    return text.substring(wildcard + 1);
  }

  private static String literalAfter(List<Piece> pieces, int at) {
    String text = text(pieces, at + 1);
    int end = 0;
    while (end < text.length() && "*?$".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }

  private static String text(List<Piece> pieces, int at) {
    return at >= 0 && at < pieces.size() && pieces.get(at) instanceof Piece.Text(var text)
        ? text
        : "";
  }
}
