package dev.rolecall.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.Material;
import dev.rolecall.policy.cases.CaseException;
import dev.rolecall.policy.cases.PolicyCase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainedCasesTest {
  /** Some are documents that are no policies. */
  private static final int EXPLAINED = 190;

  @Test
  void explainsEveryCaseAsItWasDecided() throws IOException, CaseException {
    List<Explanation> explanations = new ArrayList<>();
    for (String line : Files.readAllLines(Material.required("cases/policy.jsonl"))) {
      PolicyCase.parse(1, line).explain().ifPresent(explanations::add);
    }

    assertThat(explanations).hasSizeGreaterThanOrEqualTo(EXPLAINED).allSatisfy(Consistency::check);
  }
}
