package dev.rolecall.policy.pattern;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ARN with wildcards and variables. Its six segments are matched one by one: a wildcard never
 * crosses one of the first five colons; the last segment keeps its colons (IAM User Guide, "Amazon
 * Resource Name (ARN) condition operators").
 */
public final class ArnPattern implements ResourcePattern {
  /** {@code arn}, partition, service, region, account, resource. */
  public static final int SEGMENTS = 6;

  private final String text;
  private final List<Template> segments;

  /** The segments before the first that is not exact, with their colons: {@code arn:aws:s3:}. */
  private final String head;

  private final boolean beginsAsArn;

  /** The segments behind the head and before the resource. */
  private final Template[] middle;

  /** The resource; where nothing is between head and resource, the whole of both. */
  private final Template tail;

  /** All that matters where the pattern is literal but for a {@code *} at its end. */
  private final @Nullable String beginning;

  private ArnPattern(String text, List<Template> segments) {
    this.text = text;
    this.segments = segments;
    List<Template> before = beforeResource();
    List<Template> exact = before.stream().takeWhile(Template::isExact).toList();
    this.head = exact.stream().map(segment -> segment.prefix() + ":").collect(joining());
    this.beginsAsArn = head.startsWith("arn:");
    this.middle = before.stream().skip(exact.size()).toArray(Template[]::new);
    Template resource = segments.get(SEGMENTS - 1);
    this.tail = middle.length == 0 ? resource.behind(head, text) : resource;
    this.beginning = middle.length == 0 ? tail.beginning() : null;
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
    return of(text, texts, syntax);
  }

  /** The pattern of six segments, which stand for {@code text} as the policy writes it. */
  static ArnPattern of(String text, List<String> texts, Set<Syntax> syntax)
      throws PatternException {
    List<Template> segments = new ArrayList<>();
    for (String segment : texts) {
      segments.add(Template.parse(segment, syntax));
    }
    return new ArnPattern(text, List.copyOf(segments));
  }

  /** Whether {@code text} is an ARN at all. */
  public static boolean isArn(String text) {
    if (!text.startsWith("arn:")) {
      return false;
    }
    int colons = 1;
    for (int at = "arn:".length(); at < text.length() && colons < SEGMENTS - 1; at++) {
      if (text.charAt(at) == ':') {
        colons++;
      }
    }
    return colons == SEGMENTS - 1;
  }

  /**
   * The six segments, each of which its part of an ARN must fit: {@code arn}, partition, service,
   * region, account, and the resource with its colons.
   */
  public List<Template> segments() {
    return segments;
  }

  /** The five segments before the resource. */
  public List<Template> beforeResource() {
    return segments.subList(0, SEGMENTS - 1);
  }

  /** The pattern of all ARNs whose first five segments fit this one's. */
  public ArnPattern ofAnyResource() {
    List<Template> any = new ArrayList<>(beforeResource());
    any.add(Template.EVERYTHING);
    return new ArnPattern(
        any.stream().map(Template::toString).collect(joining(":")), List.copyOf(any));
  }

  boolean hasVariablesBeforeResource() {
    return beforeResource().stream().anyMatch(Template::hasVariables);
  }

  /** Whether {@code arn} has six segments and they fit. */
  @Override
  public boolean matches(String arn, Variables variables) {
    if (beginning != null) {
      return arn.startsWith(beginning);
    }
    if (middle.length == 0) {
      return tail.matches(arn, variables);
    }
    if (!arn.startsWith(head)) {
      return false;
    }
    int from = head.length();
    for (Template segment : middle) {
      int end = arn.indexOf(':', from);
      if (end < 0 || !segment.matches(arn, from, end, variables)) {
        return false;
      }
      from = end + 1;
    }
    return tail.matches(arn, from, arn.length(), variables);
  }

  /** How a text compares with the pattern, of which it may not be of the same type. */
  public enum Fit {
    FITS,
    /** It is an ARN, another one. */
    DIFFERS,
    NO_ARN;

    private static Fit of(boolean fits) {
      return fits ? FITS : DIFFERS;
    }
  }

  /** The same as {@link #matches}, also saying whether the text is an ARN at all. */
  public Fit compare(String text, Variables variables) {
    if (!beginsAsArn || !text.startsWith(head)) {
      return isArn(text) ? Fit.of(matches(text, variables)) : Fit.NO_ARN;
    }
    if (middle.length == 0) {
      return Fit.of(tail.matches(text, variables));
    }
    boolean fits = true;
    int from = head.length();
    for (Template segment : middle) {
      int end = text.indexOf(':', from);
      if (end < 0) {
        return Fit.NO_ARN;
      }
      fits = fits && segment.matches(text, from, end, variables);
      from = end + 1;
    }
    return Fit.of(fits && tail.matches(text, from, text.length(), variables));
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

  @Override
  public boolean equals(Object other) {
    return other instanceof ArnPattern that
        && text.equals(that.text)
        && segments.equals(that.segments);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As the policy writes it, short ARNs without what was added to them. */
  @Override
  public String toString() {
    return text;
  }
}
