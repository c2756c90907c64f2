package dev.rolecall.directory.association;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The value of a session tag, in which {@code ${kubernetes.namespace}} and the like stand for facts
 * that are attested of a workload.
 */
public final class TagTemplate {
  /** The limits of STS's {@code tagValueType}. */
  public static final int LONGEST_VALUE = 256;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}$]*)}");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private final String text;
  private final List<Part> parts;

  private TagTemplate(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /** Something that is known of a workload for certain. */
  public enum Fact {
    NAMESPACE("kubernetes.namespace"),
    SERVICE_ACCOUNT("kubernetes.serviceAccount"),
    POD_NAME("kubernetes.podName"),
    POD_UID("kubernetes.podUid"),
    NODE_NAME("kubernetes.nodeName"),
    CLUSTER_NAME("cluster.name"),
    ACCOUNT_ID("account.id");

    private static final Map<String, Fact> BY_NAME =
        Arrays.stream(values()).collect(Collectors.toMap(fact -> fact.word, fact -> fact));

    private final String word;

    Fact(String word) {
      this.word = word;
    }

    /** All of them as templates write them, in one line. */
    public static String words() {
      return Arrays.stream(values())
          .map(fact -> "${" + fact.word + "}")
          .collect(Collectors.joining(", "));
    }
  }

  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Variable(Fact fact) implements Part {}
  }

  /** What came of reading a template. */
  public sealed interface Reading {
    record Read(TagTemplate template) implements Reading {}

    /**
     * @param message what is wrong and how to mend it
     */
    record Refused(String message) implements Reading {}
  }

  /** Reads a template; without variables it is the value itself. */
  public static Reading read(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher variables = VARIABLE.matcher(text);
    int at = 0;
    int literals = 0;
    while (variables.find()) {
      literals += addLiteral(text.substring(at, variables.start()), parts);
      Optional<Fact> fact = Optional.ofNullable(Fact.BY_NAME.get(variables.group(1)));
      if (fact.isEmpty()) {
        return new Reading.Refused(
            "%s is nothing that is attested; there are %s"
                .formatted(variables.group(), Fact.words()));
      }
      parts.add(new Part.Variable(fact.get()));
      at = variables.end();
    }
    literals += addLiteral(text.substring(at), parts);
    return problem(parts, literals)
        .<Reading>map(Reading.Refused::new)
        .orElseGet(() -> new Reading.Read(new TagTemplate(text, parts)));
  }

  private static int addLiteral(String literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal));
    }
    return literal.length();
  }

  private static Optional<String> problem(List<Part> parts, int literals) {
    boolean formed =
        parts.stream()
            .allMatch(
                part -> !(part instanceof Part.Literal(var text)) || VALUE.matcher(text).matches());
    if (!formed) {
      return Optional.of(
          "a tag's value has letters, digits, spaces and _.:/=+-@ only, besides variables: "
              + Fact.words());
    }
    return literals > LONGEST_VALUE
        ? Optional.of("a tag's value has at most %d characters".formatted(LONGEST_VALUE))
        : Optional.empty();
  }

  /** The value of one workload. */
  public String expand(Function<Fact, String> facts) {
    StringBuilder value = new StringBuilder();
    for (Part part : parts) {
      value.append(
          switch (part) {
            case Part.Literal(var literal) -> literal;
            case Part.Variable(var fact) -> facts.apply(fact);
          });
    }
    return value.toString();
  }

  /** Whether a value that came of a template may be a tag's: long ones and odd facts are not. */
  public static boolean isValue(String value) {
    return value.length() <= LONGEST_VALUE && VALUE.matcher(value).matches();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TagTemplate template && template.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
