package dev.rolecall.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.lint.rule.Rule;
import dev.rolecall.policy.lint.rule.Rules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintCasesTest {
  private static final List<LintCase> CASES =
      Stream.of("policies.txt", "conditions.txt", "trust.txt", "identities.txt")
          .map(LintCase::read)
          .flatMap(List::stream)
          .toList();

  static Stream<LintCase> cases() {
    return CASES.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatIsExpectedAndNothingElse(LintCase lintCase) throws JsonException {
    List<Finding> findings =
        PolicyLint.check(PolicyQuotas.AWS_DEFAULTS, lintCase.type(), Json.parse(lintCase.json()));
    assertThat(findings.stream().map(LintCasesTest::line))
        .as(lintCase.toString())
        .containsExactlyInAnyOrderElementsOf(lintCase.expected());
    assertThat(findings)
        .allSatisfy(finding -> {
          assertThat(finding.position().line()).isPositive();
          assertThat(finding.message()).endsWith(".");
        });
  }

  private static String line(Finding finding) {
    return finding.code()
        + " "
        + (finding.pointer().isEmpty() ? "." : finding.pointer())
        + finding.replacement().map(text -> " => " + text).orElse("");
  }

  @Test
  void hasACaseAndANearMissOfEveryRule() {
    assertThat(Rules.ALL.stream().map(Rule::code)).doesNotHaveDuplicates();
    assertThat(Rules.ALL)
        .allSatisfy(rule -> {
          List<LintCase> own =
              CASES.stream().filter(lintCase -> lintCase.section().equals(rule.code())).toList();
          assertThat(own)
              .as("cases of %s", rule.code())
              .anyMatch(each -> each.expects(rule.code()));
          assertThat(own)
              .as("near misses of %s", rule.code())
              .anyMatch(each -> !each.expects(rule.code()));
        });
  }
}
