package dev.rolecall.policy.pattern;

import dev.rolecall.policy.pattern.Template.AnyCharacter;
import dev.rolecall.policy.pattern.Template.AnyText;
import dev.rolecall.policy.pattern.Template.Literal;
import dev.rolecall.policy.pattern.Template.Measured;
import dev.rolecall.policy.pattern.Template.Part;
import dev.rolecall.policy.pattern.Template.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Glob} with variables, matched without putting their values into it first: what a value
 * is belongs to the request, so nothing is made of it, and nothing is allocated. A piece between
 * two {@code *} is compared at every place of the text that has room for it. The steps are at most
 * the text's length times what a piece has in parts and in units of its values, however often they
 * are repeated: a piece that is longer than the text is not compared at all.
 */
final class VariableGlob implements TextMatcher {
  private final Measured[] first;
  private final Measured[][] between;

  /** Null where there is no {@code *}: then the first piece is all. */
  private final Measured @Nullable [] last;

  VariableGlob(List<Part> parts) {
    List<Measured[]> pieces = new ArrayList<>();
    List<Measured> piece = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Measured measured -> piece.add(measured);
        case AnyText any -> {
          pieces.add(piece.toArray(Measured[]::new));
          piece.clear();
        }
      }
    }
    pieces.add(piece.toArray(Measured[]::new));
    this.first = pieces.getFirst();
    this.last = pieces.size() == 1 ? null : pieces.getLast();
    this.between =
        pieces.stream()
            .limit(pieces.size() - 1L)
            .skip(1)
            .filter(each -> each.length > 0)
            .toArray(Measured[][]::new);
  }

  @Override
  public boolean matches(String text, int from, int to, Variables variables) {
    int begin = endOf(first, text, from, to, variables);
    if (begin == Measured.NONE || last == null) {
      return begin == to;
    }
    int length = length(last, to - begin, variables);
    int end = to - length;
    return length != Measured.NONE
        && endOf(last, text, end, to, variables) == to
        && findsBetween(text, begin, end, variables);
  }

  private boolean findsBetween(String text, int from, int to, Variables variables) {
    int at = from;
    for (Measured[] piece : between) {
      at = findEndOf(piece, text, at, to, variables);
      if (at == Measured.NONE) {
        return false;
      }
    }
    return true;
  }

  /** Where the leftmost place of the piece ends. */
  private static int findEndOf(
      Measured[] piece, String text, int from, int to, Variables variables) {
    int length = length(piece, to - from, variables);
    if (length == Measured.NONE) {
      return Measured.NONE;
    }
    String head = head(piece, variables);
    int latest = to - length;
    int at = text.indexOf(head, from, latest + head.length());
    while (at >= 0) {
      int end = endOf(piece, text, at, to, variables);
      if (end != Measured.NONE) {
        return end;
      }
      at = at < latest ? text.indexOf(head, at + 1, latest + head.length()) : Measured.NONE;
    }
    return Measured.NONE;
  }

  /** Text with which every place of the piece begins. */
  private static String head(Measured[] piece, Variables variables) {
    return switch (piece[0]) {
      case Literal literal -> literal.text();
      case Variable variable -> Objects.requireNonNull(variable.value(variables));
      case AnyCharacter any -> "";
    };
  }

  /** Where the piece ends that begins at {@code at}, if it fits there. */
  private static int endOf(Measured[] piece, String text, int at, int to, Variables variables) {
    int end = at;
    for (Measured part : piece) {
      end = part.end(text, end, to, variables);
      if (end == Measured.NONE) {
        return Measured.NONE;
      }
    }
    return end;
  }

  /** The length of a piece, if there is room for it and its variables have values. */
  private static int length(Measured[] piece, int room, Variables variables) {
    int length = 0;
    for (Measured part : piece) {
      int more = part.length(variables);
      if (more == Measured.NONE || more > room - length) {
        return Measured.NONE;
      }
      length += more;
    }
    return length;
  }
}
