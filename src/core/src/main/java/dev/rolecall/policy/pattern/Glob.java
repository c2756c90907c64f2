package dev.rolecall.policy.pattern;

import java.util.Arrays;

/**
 * Text with wildcards, ready to match: {@code *} is any text, {@code ?} exactly one UTF-16 unit.
 * Matching never backtracks further than the last {@code *}, so that no pattern costs more than the
 * product of the lengths.
 */
public final class Glob {
  private static final int ANY_TEXT = -1;
  private static final int ANY_CHARACTER = -2;

  private final int[] tokens;

  private Glob(int[] tokens) {
    this.tokens = tokens;
  }

  /** A pattern whose every {@code *} and {@code ?} is a wildcard. */
  public static Glob of(String text) {
    return new Builder(text.length()).pattern(text).build();
  }

  public boolean matches(String text) {
    return matches(text, 0, text.length());
  }

  /** Whether the part of {@code text} from {@code from} up to {@code to} matches. */
  public boolean matches(String text, int from, int to) {
    int at = from;
    int token = 0;
    int star = -1;
    int resume = from;
    while (at < to) {
      if (token < tokens.length && tokens[token] == ANY_TEXT) {
        star = token++;
        resume = at;
      } else if (token < tokens.length && accepts(tokens[token], text.charAt(at))) {
        token++;
        at++;
      } else if (star >= 0) {
        token = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (token < tokens.length && tokens[token] == ANY_TEXT) {
      token++;
    }
    return token == tokens.length;
  }

  private static boolean accepts(int token, char unit) {
    return token == ANY_CHARACTER || token == unit;
  }

  /** Puts a pattern together from text and wildcards. */
  static final class Builder {
    private int[] tokens;
    private int length;

    Builder(int expected) {
      tokens = new int[Math.max(expected, 1)];
    }

    Builder literal(String text) {
      for (int i = 0; i < text.length(); i++) {
        add(text.charAt(i));
      }
      return this;
    }

    Builder anyCharacter() {
      add(ANY_CHARACTER);
      return this;
    }

    Builder anyText() {
      if (length == 0 || tokens[length - 1] != ANY_TEXT) {
        add(ANY_TEXT);
      }
      return this;
    }

    Builder pattern(String text) {
      for (int i = 0; i < text.length(); i++) {
        switch (text.charAt(i)) {
          case '*' -> anyText();
          case '?' -> anyCharacter();
          default -> add(text.charAt(i));
        }
      }
      return this;
    }

    private void add(int token) {
      if (length == tokens.length) {
        tokens = Arrays.copyOf(tokens, length * 2);
      }
      tokens[length++] = token;
    }

    Glob build() {
      return new Glob(Arrays.copyOf(tokens, length));
    }
  }
}
