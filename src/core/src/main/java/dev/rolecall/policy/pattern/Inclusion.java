package dev.rolecall.policy.pattern;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether everything that one pattern matches is matched by another. Exact for wildcards: {@code
 * true} and {@code false} are both proven. A variable stands for any text, the same wherever it has
 * the same name, so that {@code false} for patterns with variables may be too careful. Takes the
 * product of the patterns' lengths.
 *
 * <p>How it is decided: a character that occurs in neither pattern is matched by wildcards only, so
 * that the included pattern's {@code ?} may be taken for one such character and its {@code *} for
 * any number of them. The including pattern must then read that as it reads a text, where a run of
 * wildcards with a {@code *} in it takes any part that is long enough.
 */
public final class Inclusion {
  private static final int ANY_TEXT = -1;

  /** Exactly one character. */
  private static final int ANY_CHARACTER = -2;

  /** One character of a run that also has a {@code *}: where in the run it is does not matter. */
  private static final int ONE_OF_RUN = -3;

  private static final int FIRST_VARIABLE = Character.MAX_VALUE + 1;

  private final Map<String, Integer> variables = new HashMap<>();

  private Inclusion() {}

  /**
   * Whether the action pattern {@code including} covers every action that {@code included} does.
   */
  public static boolean ofActions(String included, String including) {
    return new Inclusion()
        .holds(
            tokens(everyAction(included).toLowerCase(Locale.ROOT)),
            tokens(everyAction(including).toLowerCase(Locale.ROOT)));
  }

  private static String everyAction(String pattern) {
    return pattern.equals("*") ? "*:*" : pattern;
  }

  /**
   * The same of resources, {@code *} or ARNs. ARNs are compared segment by segment, as they are
   * matched; one of fewer than six segments is included only in {@code *}.
   *
   * @param variables whether the policy's version has variables
   * @throws PatternException where a variable is malformed
   */
  public static boolean ofResources(String included, String including, Set<Syntax> variables)
      throws PatternException {
    if (including.equals("*")) {
      return true;
    }
    List<String> inner = ArnPattern.split(included, variables);
    List<String> outer = ArnPattern.split(including, variables);
    if (inner.size() < ArnPattern.SEGMENTS || outer.size() < ArnPattern.SEGMENTS) {
      return false;
    }
    for (int i = 0; i < ArnPattern.SEGMENTS; i++) {
      if (!ofTexts(inner.get(i), outer.get(i), variables)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same of texts with wildcards.
   *
   * @throws PatternException where a variable is malformed
   */
  public static boolean ofTexts(String included, String including, Set<Syntax> variables)
      throws PatternException {
    Inclusion inclusion = new Inclusion();
    return inclusion.holds(
        inclusion.tokens(included, variables), inclusion.tokens(including, variables));
  }

  private static int[] tokens(String pattern) {
    return pattern.chars().map(Inclusion::token).toArray();
  }

  private static int token(int unit) {
    return switch (unit) {
      case '*' -> ANY_TEXT;
      case '?' -> ANY_CHARACTER;
      default -> unit;
    };
  }

  private int[] tokens(String pattern, Set<Syntax> syntax) throws PatternException {
    if (!syntax.contains(Syntax.VARIABLES)) {
      return tokens(pattern);
    }
    return new TemplateParser(pattern, Set.of(Syntax.VARIABLES, Syntax.WILDCARDS))
        .parts().stream().flatMapToInt(part -> Arrays.stream(tokens(part))).toArray();
  }

  private int[] tokens(Template.Part part) {
    return switch (part) {
      case Template.Literal literal -> literal.text().chars().toArray();
      case Template.AnyText any -> new int[] {ANY_TEXT};
      case Template.AnyCharacter any -> new int[] {ANY_CHARACTER};
      case Template.Variable variable -> new int[] {number(variable)};
    };
  }

  private int number(Template.Variable variable) {
    String name = variable.key() + "\0" + variable.otherwise();
    return variables.computeIfAbsent(name, unseen -> FIRST_VARIABLE + variables.size());
  }

  private boolean holds(int[] included, int[] including) {
    int[] pattern = withRuns(including);
    boolean[] places = new boolean[pattern.length + 1];
    places[0] = true;
    skipAnyText(pattern, places);
    for (int token : included) {
      places = after(token, pattern, places);
      skipAnyText(pattern, places);
    }
    return places[pattern.length];
  }

  /** The places of {@code pattern} that can be reached from some by reading one token. */
  private static boolean[] after(int token, int[] pattern, boolean[] places) {
    boolean[] next = new boolean[places.length];
    boolean one = token == ANY_CHARACTER || (token >= 0 && token < FIRST_VARIABLE);
    for (int place = 0; place < pattern.length; place++) {
      if (places[place]) {
        int expected = pattern[place];
        boolean wildcard = expected == ANY_CHARACTER || expected == ONE_OF_RUN;
        boolean stays = expected == ANY_TEXT || (expected == ONE_OF_RUN && !one);
        boolean reads = wildcard ? one : token >= 0 && token == expected;
        next[place] |= stays;
        next[place + 1] |= reads;
      }
    }
    return next;
  }

  private static void skipAnyText(int[] pattern, boolean[] places) {
    for (int place = 0; place < pattern.length; place++) {
      if (places[place] && pattern[place] == ANY_TEXT) {
        places[place + 1] = true;
      }
    }
  }

  /** The same pattern; runs that have a {@code *} get their single characters first. */
  private static int[] withRuns(int[] pattern) {
    int[] result = pattern.clone();
    int from = 0;
    while (from < pattern.length) {
      int to = from;
      while (to < pattern.length && pattern[to] < 0) {
        to++;
      }
      int[] run = Arrays.copyOfRange(pattern, from, to);
      int single = (int) Arrays.stream(run).filter(token -> token == ANY_CHARACTER).count();
      if (single < run.length) {
        Arrays.fill(result, from, from + single, ONE_OF_RUN);
        Arrays.fill(result, from + single, to, ANY_TEXT);
      }
      from = to + 1;
    }
    return result;
  }
}
