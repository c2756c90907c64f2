package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    assertThat(Template.parse("${user}", ALL).resolve(new Values(Map.of()))).isEmpty();
  }

  @Test
  void usesTheDefaultOnlyWhereTheKeyIsMissing() throws PatternException {
    assertThat(matches("${team, 'all of us'}", Map.of(), "all of us")).isTrue();
    assertThat(matches("${team, 'all'}", Map.of("team", "eng"), "all")).isFalse();
    assertThat(Template.parse("${many, 'all'}", ALL).resolve(new Values(Map.of("many", ""))))
        .as("a key with several values is not missing")
        .isEmpty();
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
  void knowsWhetherItSaysNothingButWildcards() throws PatternException {
    assertThat(Template.parse("*?*", ALL).isOnlyWildcards()).isTrue();
    assertThat(Template.parse("*a", ALL).isOnlyWildcards()).isFalse();
    assertThat(Template.parse("", ALL).isOnlyWildcards()).isFalse();
  }

  private static boolean matches(String template, Map<String, String> values, String text)
      throws PatternException {
    return Template.parse(template, ALL).resolve(new Values(values)).orElseThrow().matches(text);
  }

  /** Keys with one value; an empty one stands for a key with several. */
  private record Values(Map<String, String> values) implements Variables {
    @Override
    public boolean has(String key) {
      return values.containsKey(key);
    }

    @Override
    public Optional<String> single(String key) {
      return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }
  }
}
