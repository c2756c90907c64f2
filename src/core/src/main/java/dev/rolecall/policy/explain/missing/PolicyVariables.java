package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The variables in a policy's text, {@code ${key}} and {@code ${key, 'default'}}. */
public final class PolicyVariables {
  private static final Set<String> ESCAPES = Set.of("*", "?", "$");

  private PolicyVariables() {}

  /** A piece of a policy's text. */
  sealed interface Piece {
    record Text(String text) implements Piece {}

    record Variable(String key, Optional<String> otherwise) implements Piece {}
  }

  /**
   * The variables for which the request has no usable value and the policy no default: where there
   * is one, nothing equals the text. Whether the policy's version has variables at all is for the
   * caller to know.
   */
  public static List<String> unresolved(String text, RequestContext context) {
    List<String> keys = new ArrayList<>();
    for (Piece piece : pieces(text)) {
      if (piece instanceof Piece.Variable(var key, var otherwise)
          && context.single(key).isEmpty()
          && (context.get(key).isPresent() || otherwise.isEmpty())) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The condition keys of the variables. */
  static List<String> keys(String text) {
    List<String> keys = new ArrayList<>();
    for (Piece piece : pieces(text)) {
      if (piece instanceof Piece.Variable variable) {
        keys.add(variable.key());
      }
    }
    return keys;
  }

  /** Escapes stay as they are written: they are text. */
  static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    int at = text.indexOf("${");
    while (at >= 0) {
      int end = text.indexOf('}', at);
      if (end < 0) {
        break;
      }
      String inside = text.substring(at + 2, end);
      if (!ESCAPES.contains(inside)) {
        pieces.add(new Piece.Text(text.substring(from, at)));
        pieces.add(variable(inside));
        from = end + 1;
      }
      at = text.indexOf("${", end);
    }
    pieces.add(new Piece.Text(text.substring(from)));
    return pieces;
  }

  private static Piece.Variable variable(String inside) {
    int comma = inside.indexOf(',');
    return comma < 0
        ? new Piece.Variable(inside, Optional.empty())
        : new Piece.Variable(inside.substring(0, comma), Optional.of(unquoted(inside, comma)));
  }

  private static String unquoted(String inside, int comma) {
    String quoted = inside.substring(comma + 1).strip();
    return quoted.length() < 2 ? quoted : quoted.substring(1, quoted.length() - 1);
  }
}
