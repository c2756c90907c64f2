package dev.rolecall.policy.reader;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what a misspelt name was meant to be. */
final class Spelling {
  private static final int LONGEST = 100;

  private Spelling() {}

  /** {@code " Did you mean 'x'?"}, or nothing where no known name is near. */
  static String hint(String misspelt, Collection<String> known) {
    if (misspelt.length() > LONGEST) {
      return "";
    }
    int farthest = Math.max(1, misspelt.length() / 3);
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(misspelt, name)))
        .filter(name -> distance(misspelt, name) <= farthest)
        .map(name -> " Did you mean '" + name + "'?")
        .orElse("");
  }

  /** Levenshtein's distance, whatever the case. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
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
