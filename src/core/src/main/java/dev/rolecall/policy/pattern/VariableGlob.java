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
 * A {@link Glob} with variables, matched without putting their values into it first, so that
 * nothing is allocated: a piece between two {@code *} is compared at the places of the text where
 * its first part is. Text can be made to have that part everywhere. So each search may spend only a
 * constant number of steps for each unit of the text that it has passed; one that has spent more
 * puts the values into its piece and goes on with the {@link Search} of a piece without variables.
 * A match thus takes steps in proportion to the lengths of the text and of the pattern with its
 * values, whatever they are.
 */
final class VariableGlob implements TextMatcher {
  /** As many as a search for short text takes at most, see {@link Search}. */
  private static final int STEPS_A_UNIT = Search.ShortText.LONGEST;

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
    long cost = (long) length + piece.length;
    long spent = 0;
    for (int at = next(head, text, from, latest); at >= 0; at = next(head, text, at + 1, latest)) {
      spent += cost;
      if (spent > STEPS_A_UNIT * (at - from + cost)) {
        int found = Search.of(filledIn(piece, variables)).find(text, at, to);
        return found < 0 ? Measured.NONE : found + length;
      }
      int end = endOf(piece, text, at, to, variables);
      if (end != Measured.NONE) {
        return end;
      }
    }
    return Measured.NONE;
  }

  /**
   * Where a piece may begin that begins with {@code head}: from {@code from} on, at {@code latest}
   * at the latest. Of a long head only the first unit counts, for {@code indexOf} would compare all
   * of it at every place.
   */
  private static int next(String head, String text, int from, int latest) {
    if (from > latest) {
      return Measured.NONE;
    }
    return head.length() <= Search.ShortText.LONGEST
        ? text.indexOf(head, from, latest + head.length())
        : text.indexOf(head.charAt(0), from, latest + 1);
  }

  /** Text with which every place of the piece begins. */
  private static String head(Measured[] piece, Variables variables) {
    return switch (piece[0]) {
      case Literal literal -> literal.text();
      case Variable variable -> Objects.requireNonNull(variable.value(variables));
      case AnyCharacter any -> "";
    };
  }

  /** The piece with the values of its variables, all of which have one. */
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
