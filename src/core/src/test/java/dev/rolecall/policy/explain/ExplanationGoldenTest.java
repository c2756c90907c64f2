package dev.rolecall.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.Material;
import dev.rolecall.policy.cases.CaseException;
import dev.rolecall.policy.cases.PolicyCase;
import dev.rolecall.policy.explain.ExplanationText.Detail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Explanations as they were approved: each file has a case, and its explanation as short text, as
 * whole text and as JSON. {@code -Drolecall.golden.write=true} writes the explanations anew.
 */
class ExplanationGoldenTest {
  private static final Path FOLDER =
      Material.root().resolve("src/core/src/test/resources/dev/rolecall/policy/explain");
  private static final List<String> MARKS =
      List.of("--- case\n", "--- text\n", "--- all\n", "--- json\n");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void explainsAsApproved(Path file) throws IOException, CaseException {
    String approved = Files.readString(file);
    String policyCase = approved.substring(MARKS.get(0).length(), approved.indexOf(MARKS.get(1)));

    Explanation explanation = PolicyCase.parse(1, policyCase).explain().orElseThrow();
    String now =
        MARKS.get(0)
            + policyCase
            + MARKS.get(1)
            + ExplanationText.of(explanation, Detail.NEAREST)
            + MARKS.get(2)
            + ExplanationText.of(explanation, Detail.ALL)
            + MARKS.get(3)
            + ExplanationJson.of(explanation)
            + "\n";

    if (Boolean.getBoolean("rolecall.golden.write")) {
      Files.writeString(file, now);
    }
    Consistency.check(explanation);
    assertThat(now).isEqualTo(approved);
  }
}
