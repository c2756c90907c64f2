package dev.rolecall.text;

import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt name was meant to be. */
public final class Spelling {
  private static final int LONGEST = 100;

  private Spelling() {}

  /** {@code " Did you mean 'x'?"}, or nothing where no known name is near. */
  public static String hint(String misspelt, Iterable<String> known) {
    return nearest(misspelt, known).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /**
   * The known name nearest to a misspelt one whatever their case, where one is near; of several the
   * first of the alphabet.
   */
  public static Optional<String> nearest(String misspelt, Iterable<String> known) {
    if (misspelt.length() > LONGEST) {
      return Optional.empty();
    }
    String word = misspelt.toLowerCase(Locale.ROOT);
    int least = Math.max(1, misspelt.length() / 3) + 1;
    Optional<String> nearest = Optional.empty();
    for (String name : known) {
      // Names that differ in length by more than this are farther apart anyway.
      if (Math.abs(name.length() - word.length()) <= least) {
        int distance = distance(word, name.toLowerCase(Locale.ROOT));
        boolean first =
            distance == least && nearest.filter(other -> name.compareTo(other) < 0).isPresent();
        if (distance < least || first) {
          least = distance;
          nearest = Optional.of(name);
        }
      }
    }
    return nearest;
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
