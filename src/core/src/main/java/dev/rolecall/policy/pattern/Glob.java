package dev.rolecall.policy.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text with wildcards, ready to match: {@code *} is any text, {@code ?} exactly one UTF-16 unit.
 *
 * <p>The {@code *} cut a pattern into pieces. The first stands at the text's beginning and the last
 * at its end; those between are looked for from left to right, each once and never again, because
 * the leftmost place of a piece leaves the most room for the others. Every search is linear (see
 * {@link Search}), so a match takes steps in proportion to the lengths of pattern and text
 * together, whatever they are, and allocates nothing but in {@link WideShiftAnd}.
 */
public final class Glob implements TextMatcher {
  private static final Search[] NOTHING_BETWEEN = new Search[0];

  private final Piece first;
  private final Search[] between;

  /** Null where the pattern has no {@code *}: then the first piece is all. */
  private final @Nullable Piece last;

  private final int shortest;

  private Glob(List<Piece> pieces) {
    this.first = pieces.getFirst();
    this.last = pieces.size() == 1 ? null : pieces.getLast();
    this.between = pieces.size() <= 2 ? NOTHING_BETWEEN : between(pieces);
    this.shortest = pieces.stream().mapToInt(Piece::length).sum();
  }

  private static Search[] between(List<Piece> pieces) {
    return pieces.stream()
        .limit(pieces.size() - 1L)
        .skip(1)
        .filter(piece -> piece.length() > 0)
        .map(Search::of)
        .toArray(Search[]::new);
  }

  /** A pattern whose every {@code *} and {@code ?} is a wildcard. */
  public static Glob of(String text) {
    Builder glob = new Builder();
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '*' -> glob.anyText();
        case '?' -> glob.anyCharacter();
        default -> glob.literal(text.substring(i, i + 1));
      }
    }
    return glob.build();
  }

  public boolean matches(String text) {
    return matches(text, 0, text.length());
  }

  @Override
  public boolean matches(String text, int from, int to, Variables variables) {
    return matches(text, from, to);
  }

  /** Whether the part of {@code text} from {@code from} up to {@code to} matches. */
  public boolean matches(String text, int from, int to) {
    if (last == null) {
      return to - from == shortest && first.isAt(text, from);
    }
    return to - from >= shortest
        && first.isAt(text, from)
        && last.isAt(text, to - last.length())
        && (between.length == 0 || findsBetween(text, from + first.length(), to - last.length()));
  }

  /** Whether the pieces between the first and the last follow each other in this part. */
  boolean findsBetween(CharSequence text, int from, int to) {
    int at = from;
    for (Search search : between) {
      int found = search.find(text, at, to);
      if (found < 0) {
        return false;
      }
      at = found + search.length();
    }
    return true;
  }

  /** Puts a pattern together from text and wildcards. */
  static final class Builder {
    private final List<Piece> pieces = new ArrayList<>();
    private Piece.Builder piece = new Piece.Builder();

    void literal(String text) {
      piece.literal(text);
    }

    void anyCharacter() {
      piece.anyCharacter();
    }

    void anyText() {
      pieces.add(piece.build());
      piece = new Piece.Builder();
    }

    Glob build() {
      anyText();
      return new Glob(pieces);
    }
  }
}
