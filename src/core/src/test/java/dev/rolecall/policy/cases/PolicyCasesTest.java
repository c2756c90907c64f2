package dev.rolecall.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.fakes.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCasesTest {
  private static final int CASES = 224;

  private static final String CASE =
      """
      {"name": "n", "identityPolicies": [%s], "request": {"principal": "%s", "action":
       "s3:GetObject", "resource": "arn:aws:s3:::b/k", "resourceAccount": "%s", "context": {}},
       "expected": "Allowed"}
      """;
  private static final String ALLOW_ALL =
      "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}";
  private static final String BOB = "arn:aws:iam::111111111111:user/bob";

  @Test
  void decidesEveryCaseOfTheMaterialAsAwsDoes() throws IOException, CaseException {
    List<String> lines = Files.readAllLines(Material.required("cases/policy.jsonl"));

    List<CaseResult> results = new ArrayList<>();
    for (String line : lines) {
      results.add(PolicyCase.parse(results.size() + 1, line).decide());
    }

    assertThat(results).hasSizeGreaterThanOrEqualTo(CASES).allMatch(CaseResult::passed);
  }

  @Test
  void failsACaseThatIsDecidedOtherwise() throws CaseException {
    CaseResult result = PolicyCase.parse(1, CASE.formatted("", BOB, "111111111111")).decide();

    assertThat(result.passed()).isFalse();
    assertThat(result.decision()).hasToString("ImplicitlyDenied");
    assertThat(result.expected()).isEqualTo(Optional.of(Verdict.ALLOWED));
    assertThat(result.reason()).isEqualTo("no identity-based policy allows it");
  }

  @Test
  void saysWhatIsWrongWithAPolicy() throws CaseException {
    String misspelt = ALLOW_ALL.replace("Resource", "Resorce");

    CaseResult result = PolicyCase.parse(1, CASE.formatted(misspelt, BOB, "111111111111")).decide();

    assertThat(result.decision()).isEqualTo(Verdict.POLICY_ERROR);
    assertThat(result.reason())
        .startsWith("identityPolicies 0")
        .contains("/Statement/Resorce", "Did you mean 'Resource'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\": | not JSON",
        "[] | a case must be an object",
        "{\"name\": \"n\"} | request is missing",
        "{\"name\": \"n\", \"request\": {\"action\": \"s3:x\"}} | request.principal is missing",
      })
  void refusesALineThatIsNoCase(String line, String problem) {
    assertThatThrownBy(() -> PolicyCase.parse(7, line))
        .isInstanceOf(CaseException.class)
        .hasMessageStartingWith("line 7: ")
        .hasMessageContaining(problem);
  }

  @Test
  void refusesWrongAccountsPrincipalsAndExpectations() {
    String wrongAccount = CASE.formatted(ALLOW_ALL, BOB, "1");
    String wrongPrincipal = CASE.formatted(ALLOW_ALL, "bob", "111111111111");
    String wrongExpectation =
        CASE.formatted(ALLOW_ALL, BOB, "111111111111").replace("Allowed", "Yes");

    assertThatThrownBy(() -> PolicyCase.parse(1, wrongAccount))
        .hasMessageContaining("request.resourceAccount '1' must have 12 digits");
    assertThatThrownBy(() -> PolicyCase.parse(1, wrongPrincipal))
        .hasMessageContaining("request.principal 'bob'");
    assertThatThrownBy(() -> PolicyCase.parse(1, wrongExpectation))
        .hasMessageContaining("expected must be Allowed,");
  }
}
