package dev.rolecall.policy.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An ARN with wildcards and variables. Its six segments are matched one by one: a wildcard never
 * crosses one of the first five colons; the last segment keeps its colons (IAM User Guide, "Amazon
 * Resource Name (ARN) condition operators").
 */
public final class ArnPattern {
  /** {@code arn}, partition, service, region, account, resource. */
  public static final int SEGMENTS = 6;

  private final List<Template> segments;

  private ArnPattern(List<Template> segments) {
    this.segments = segments;
  }

  /**
   * @throws PatternException where the text has not six segments, or a malformed variable
   */
  public static ArnPattern parse(String text, Set<Syntax> syntax) throws PatternException {
    List<String> texts = split(text, syntax);
    if (texts.size() != SEGMENTS) {
      throw new PatternException(
          "MISSING_ARN_FIELD",
          "'"
              + text
              + "' has "
              + texts.size()
              + " of the 6 parts of an ARN, arn:partition:service:region:account:resource.");
    }
    return of(texts, syntax);
  }

  static ArnPattern of(List<String> texts, Set<Syntax> syntax) throws PatternException {
    List<Template> segments = new ArrayList<>();
    for (String text : texts) {
      segments.add(Template.parse(text, syntax));
    }
    return new ArnPattern(List.copyOf(segments));
  }

  /** Whether {@code text} is an ARN at all. */
  public static boolean isArn(String text) {
    return text.startsWith("arn:") && ends(text).length == SEGMENTS;
  }

  boolean hasVariablesBeforeResource() {
    return segments.subList(0, SEGMENTS - 1).stream().anyMatch(Template::hasVariables);
  }

  /** Whether {@code arn} is an ARN and fits. */
  public boolean matches(String arn, Variables variables) {
    int[] ends = ends(arn);
    if (ends.length != SEGMENTS) {
      return false;
    }
    int from = 0;
    for (int i = 0; i < SEGMENTS; i++) {
      Optional<Glob> segment = segments.get(i).resolve(variables);
      if (segment.isEmpty() || !segment.get().matches(arn, from, ends[i])) {
        return false;
      }
      from = ends[i] + 1;
    }
    return true;
  }

  /** Where the segments of {@code arn} end: six places, or none where there are fewer colons. */
  private static int[] ends(String arn) {
    int[] ends = new int[SEGMENTS];
    int from = 0;
    for (int i = 0; i < SEGMENTS - 1; i++) {
      ends[i] = arn.indexOf(':', from);
      if (ends[i] < 0) {
        return new int[0];
      }
      from = ends[i] + 1;
    }
    ends[SEGMENTS - 1] = arn.length();
    return ends;
  }

  /** At most six segments; a colon inside a variable divides nothing. */
  static List<String> split(String text, Set<Syntax> syntax) {
    List<String> segments = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < text.length() && segments.size() < SEGMENTS - 1) {
      if (syntax.contains(Syntax.VARIABLES) && text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        at = end < 0 ? text.length() : end;
      } else if (text.charAt(at) == ':') {
        segments.add(text.substring(from, at));
        from = at + 1;
      }
      at++;
    }
    segments.add(text.substring(from));
    return segments;
  }
}
