package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TemplateProperties {
  private static final Set<Syntax> ALL = Set.of(Syntax.VARIABLES, Syntax.WILDCARDS);
  private static final Map<String, String> ESCAPES =
      Map.of("${*}", "*", "${?}", "?", "${$}", "$", "${none, 'ab'}", "ab");

  @Property(tries = 20_000)
  void agreesWithTheDefinition(
      @ForAll("templates") List<String> parts,
      @ForAll("values") String x,
      @ForAll("values") String y,
      @ForAll("texts") String text)
      throws PatternException {
    agree(parts, x, y, text);
  }

  @Property(tries = 2_000)
  void agreesWithTheDefinitionWhereValuesAreLong(
      @ForAll("templates") List<String> parts, @ForAll("longValues") String x)
      throws PatternException {
    String y = "a".repeat(40);

    agree(parts, x, y, "b" + "a".repeat(30) + x + y + "ab");
    agree(parts, x, y, filledIn(parts, x, y));
  }

  /** Long runs, so that a search has to give up comparing place by place. */
  @Property(tries = 2_000)
  void agreesWithTheDefinitionWherePiecesMayBeginEverywhere(
      @ForAll("templates") List<String> parts,
      @ForAll("runs") String x,
      @ForAll("runs") String before,
      @ForAll("runs") String after)
      throws PatternException {
    List<String> within = new ArrayList<>(List.of("*"));
    within.addAll(parts);
    within.add("*");

    agree(within, x, "a".repeat(40), before + after);
    agree(within, x, "a".repeat(40), before + filledIn(parts, x, "a".repeat(40)) + after);
  }

  @Property
  void hasNoMatchWhereAVariableHasNoValue(
      @ForAll("templates") List<String> parts, @ForAll("texts") String text)
      throws PatternException {
    assertThat(matches(String.join("", parts) + "${none}", context("a", "b"), text)).isFalse();
  }

  @Property(tries = 5_000)
  void ignoresCaseAsAllOfTheTextInLowerCaseWould(
      @ForAll("caseTexts") String policy,
      @ForAll("caseTexts") String value,
      @ForAll("caseTexts") String given)
      throws PatternException {
    Template template = Template.parse(policy + "${x}", Set.of(Syntax.VARIABLES));

    assertThat(template.equalsIgnoringCase(given, context(value, "")))
        .isEqualTo(LetterCase.lower(policy + value).equals(LetterCase.lower(given)));
  }

  private static void agree(List<String> parts, String x, String y, String text)
      throws PatternException {
    NaiveMatcher reference = new NaiveMatcher();
    for (String part : parts) {
      switch (part) {
        case "${x}" -> reference.literal(x);
        case "${y, 'b'}" -> reference.literal(y);
        default -> {
          if (ESCAPES.containsKey(part)) {
            reference.literal(ESCAPES.get(part));
          } else {
            reference.pattern(part);
          }
        }
      }
    }
    assertThat(matches(String.join("", parts), context(x, y), text))
        .isEqualTo(reference.matches(text));
  }

  /** A text that fits: the wildcards stand for themselves. */
  private static String filledIn(List<String> parts, String x, String y) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      switch (part) {
        case "${x}" -> text.append(x);
        case "${y, 'b'}" -> text.append(y);
        default -> text.append(ESCAPES.getOrDefault(part, part));
      }
    }
    return text.toString();
  }

  private static boolean matches(String template, Variables variables, String text)
      throws PatternException {
    return Template.parse(template, ALL).matches(text, variables);
  }

  private static RequestContext context(String x, String y) {
    return RequestContext.builder().put("X", x).put("y", y).build();
  }

  @Provide
  Arbitrary<List<String>> templates() {
    return Arbitraries.of(
            "a", "b", "*", "?", "${x}", "${y, 'b'}", "${none, 'ab'}", "${*}", "${?}", "${$}")
        .list()
        .ofMaxSize(14);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings().withChars("ab*?").ofMaxLength(3);
  }

  @Provide
  Arbitrary<String> longValues() {
    return Arbitraries.of("a", "ab", "aab")
        .flatMap(period -> Arbitraries.integers().between(1, 60).map(period::repeat));
  }

  @Provide
  Arbitrary<String> runs() {
    return Arbitraries.integers()
        .between(0, 200)
        .flatMap(length -> Arbitraries.of("", "b", "ab").map(end -> "a".repeat(length) + end));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab*?$").ofMaxLength(8);
  }

  /** Letters whose lower case is longer, depends on what follows, is ASCII or takes two units. */
  @Provide
  Arbitrary<String> caseTexts() {
    return Arbitraries.of(
            "a",
            "A",
            "k",
            "K",
            "\u212a",
            "\u0130",
            "i",
            "\u0307",
            "\u03a3",
            "\u03c3",
            "\u03c2",
            "\ud801\udc00",
            "\ud801\udc28",
            "\ud801")
        .list()
        .ofMaxSize(3)
        .map(letters -> String.join("", letters));
  }
}
