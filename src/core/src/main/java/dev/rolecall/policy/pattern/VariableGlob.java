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
 * A {@link Glob} with variables, matched without putting their values into it first. A piece
 * between two {@code *} is compared place by place while it is short; one that is long, or made
 * long by a value, is compiled on the spot: that allocates, but no value costs more than linear
 * time.
 */
final class VariableGlob implements TextMatcher {
  /** What is compared place by place: so many units at most, in so many parts. */
  private static final int LONGEST_COMPARED = 64;

  private static final int MOST_PARTS_COMPARED = 8;

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
    int length = length(last, variables);
    int end = to - length;
    return length != Measured.NONE
        && begin <= end
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
    int length = length(piece, variables);
    if (length == Measured.NONE) {
      return Measured.NONE;
    }
    if (length > LONGEST_COMPARED || piece.length > MOST_PARTS_COMPARED) {
      int found = Search.of(filledIn(piece, variables)).find(text, from, to);
      return found < 0 ? Measured.NONE : found + length;
    }
    String head = head(piece, variables);
    for (int at = text.indexOf(head, from, to); at >= 0 && at <= to - length; ) {
      int end = endOf(piece, text, at, to, variables);
      if (end != Measured.NONE) {
        return end;
      }
      at = text.indexOf(head, at + 1, to);
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

  private static int length(Measured[] piece, Variables variables) {
    int length = 0;
    for (Measured part : piece) {
      int more = part.length(variables);
      if (more == Measured.NONE) {
        return Measured.NONE;
      }
      length += more;
    }
    return length;
  }

  /** The piece with the values, all of which there are, of its variables. */
  private static Piece filledIn(Measured[] piece, Variables variables) {
    Piece.Builder filled = new Piece.Builder();
    for (Measured part : piece) {
      switch (part) {
        case Literal literal -> filled.literal(literal.text());
        case Variable variable -> filled.literal(Objects.requireNonNull(variable.value(variables)));
        case AnyCharacter any -> filled.anyCharacter();
      }
    }
    return filled.build();
  }
}
