package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Set<Syntax> ALL = Set.of(Syntax.VARIABLES, Syntax.WILDCARDS);

  @Test
  void takesValuesOfVariablesAsData() throws PatternException {
    assertThat(matches("home/${user}/*", Map.of("user", "*"), "home/bob/x")).isFalse();
    assertThat(matches("home/${user}/*", Map.of("user", "*"), "home/*/x")).isTrue();
  }

  @Test
  void matchesNothingWhereAVariableHasNoValue() throws PatternException {
    assertThat(matches("${user}*", Map.of(), "")).isFalse();
    assertThat(matches("${user}*", Map.of(), "${user}")).isFalse();
  }

  @Test
  void usesTheDefaultOnlyWhereTheKeyIsMissing() throws PatternException {
    assertThat(matches("${team, 'all of us'}", Map.of(), "all of us")).isTrue();
    assertThat(matches("${team, 'all'}", Map.of("team", "eng"), "all")).isFalse();
    assertThat(matches("${many, 'all'}", Map.of("many", ""), "all"))
        .as("a key with several values is not missing")
        .isFalse();
  }

  @Test
  void unescapesWildcardsAndDollars() throws PatternException {
    assertThat(matches("${*}${?}${$}{x}", Map.of(), "*?${x}")).isTrue();
    assertThat(matches("${*}", Map.of(), "a")).isFalse();
  }

  @Test
  void leavesVariablesAndWildcardsAloneWhereTheyAreNotAskedFor() throws PatternException {
    assertThat(Template.parse("${user}*", Set.of()).text(new Values(Map.of("user", "bob"))))
        .isEqualTo(Optional.of("${user}*"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/${user | MISSING_BRACE_IN_VARIABLE",
        "${} | EMPTY_VARIABLE",
        "${, 'x'} | EMPTY_VARIABLE",
        "${ user} | UNSUPPORTED_SPACE_IN_VARIABLE",
        "${team, all} | MISSING_QUOTE_IN_VARIABLE",
        "${team, '} | MISSING_QUOTE_IN_VARIABLE",
      })
  void refusesMalformedVariables(String text, String code) {
    PatternException refused =
        catchThrowableOfType(PatternException.class, () -> Template.parse(text, ALL));

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.explanation()).endsWith(".");
  }

  @Test
  void knowsWhetherItHasTextOfItsOwn() throws PatternException {
    assertThat(Template.parse("*?${user}", ALL).hasOwnText()).isFalse();
    assertThat(Template.parse("*a", ALL).hasOwnText()).isTrue();
    assertThat(Template.parse("${*}", ALL).hasOwnText()).isTrue();
    assertThat(Template.parse("", ALL).hasOwnText()).isTrue();
  }

  private static boolean matches(String template, Map<String, String> values, String text)
      throws PatternException {
    return Template.parse(template, ALL).matches(text, new Values(values));
  }

  /** Keys with one value; an empty one stands for a key with several. */
  private record Values(Map<String, String> values) implements Variables {
    @Override
    public @Nullable String value(String lowerCaseKey, @Nullable String otherwise) {
      String value = values.getOrDefault(lowerCaseKey, otherwise);
      return "".equals(value) ? null : value;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', true, false",
    "a${*}b, a*b, a*b, true, false",
    "*, '', '', false, true",
    "a*b?c, a, c, false, false",
    "a${user}, a, '', false, false",
    "${user}b, '', b, false, false",
    "?, '', '', false, false",
  })
  void tellsWhatEveryTextThatFitsBeginsAndEndsWith(
      String text, String prefix, String suffix, boolean exact, boolean everything)
      throws PatternException {
    Template template = Template.parse(text, ALL);

    assertThat(template.prefix()).isEqualTo(prefix);
    assertThat(template.suffix()).isEqualTo(suffix);
    assertThat(template.isExact()).isEqualTo(exact);
    assertThat(template.isEverything()).isEqualTo(everything);
    assertThat(template).hasToString(text).isEqualTo(Template.parse(text, ALL));
  }

  @Test
  void differsFromTheSameTextReadInAnotherWay() throws PatternException {
    assertThat(Template.parse("a*", ALL)).isNotEqualTo(Template.parse("a*", Set.of()));
  }
}
