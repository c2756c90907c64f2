package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class InclusionProperties {
  /** More than the wildcards of any pattern here: what a run of them takes beyond it is alike. */
  private static final int LONGEST = 6;

  @Property(tries = 3000)
  void holdsExactlyWhereEveryTextOfTheOneIsATextOfTheOther(
      @ForAll("patterns") String included, @ForAll("patterns") String including)
      throws PatternException {
    Glob glob = Glob.of(including);
    assertThat(Inclusion.ofTexts(included, including, Set.of()))
        .as("%s in %s", included, including)
        .isEqualTo(texts(included).allMatch(glob::matches));
  }

  @Property
  void includesWhateverIsMadeNarrower(
      @ForAll("patterns") String pattern, @ForAll @Size(8) List<Boolean> choices)
      throws PatternException {
    StringBuilder narrower = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      boolean narrow = choices.get(i % choices.size());
      narrower.append(
          switch (pattern.charAt(i)) {
            case '*' -> narrow ? "a?" : "*";
            case '?' -> narrow ? "b" : "?";
            default -> pattern.substring(i, i + 1);
          });
    }
    assertThat(Inclusion.ofTexts(narrower.toString(), pattern, Set.of())).isTrue();
  }

  @Property
  void isTransitive(
      @ForAll("patterns") String narrow,
      @ForAll("patterns") String middle,
      @ForAll("patterns") String wide)
      throws PatternException {
    if (Inclusion.ofTexts(narrow, middle, Set.of()) && Inclusion.ofTexts(middle, wide, Set.of())) {
      assertThat(Inclusion.ofTexts(narrow, wide, Set.of())).isTrue();
    }
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings()
        .withChars("a*?")
        .ofMaxLength(5)
        .edgeCases(config -> config.add("*a*", "?*", "*?a", "a*a", "?*a*?"));
  }

  /**
   * Texts of a pattern with a character that no pattern has for what wildcards stand for; any other
   * text of it is matched by whatever matches these.
   */
  private static Stream<String> texts(String pattern) {
    if (pattern.isEmpty()) {
      return Stream.of("");
    }
    List<String> rest = texts(pattern.substring(1)).toList();
    return switch (pattern.charAt(0)) {
      case '*' ->
          IntStream.rangeClosed(0, LONGEST)
              .boxed()
              .flatMap(times -> rest.stream().map(text -> "#".repeat(times) + text))
              .distinct();
      case '?' -> rest.stream().map(text -> "#" + text);
      default -> rest.stream().map(text -> pattern.charAt(0) + text);
    };
  }
}
