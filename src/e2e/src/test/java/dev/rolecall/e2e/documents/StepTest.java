package dev.rolecall.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepTest {
  private static final Path PAGE = Path.of("docs/x.md");

  @Test
  void readsTheCommandsOfAScript() {
    List<Step> steps =
        Step.of(
            PAGE,
            """
            Text.

            ```sh
            # a comment
            kubectl get pods    # all

            helm install a \\
              b
            ```
            ```yaml
            kubectl: none
            ```
            """);

    assertThat(steps)
        .extracting(Step::command)
        .containsExactly("kubectl get pods    # all", "helm install a \\\n  b");
    assertThat(steps).extracting(Step::line).containsExactly(5, 7);
    assertThat(steps).allMatch(step -> step.status() == 0 && step.expected().isEmpty());
  }

  @Test
  void readsWhatASessionPrints() {
    List<Step> steps =
        Step.of(
            PAGE,
            """
            ```console exits 1
            $ a \\
                b
            one
            two
            $ c
            ```
            """);

    assertThat(steps).extracting(Step::command).containsExactly("a \\\n    b", "c");
    assertThat(steps).extracting(Step::status).containsExactly(1, 1);
    assertThat(steps)
        .extracting(Step::expected)
        .containsExactly(Optional.of(new Expected.Text("one\ntwo")), Optional.empty());
  }

  @Test
  void takesTheJsonBelowACommandForItsOutput() {
    List<Step> steps =
        Step.of(
            PAGE,
            "```console\n$ a\n```\n\n```json\n{\"b\":\n1}\n```\n\nText\n\n```json\n{}\n```\n");

    assertThat(steps).hasSize(1);
    assertThat(steps.getFirst().expected()).contains(new Expected.Json("{\"b\":\n1}"));
  }

  @Test
  void refusesOutputOfNoCommand() {
    assertThatThrownBy(() -> Step.of(PAGE, "```console\nout\n```\n"))
        .hasMessageContaining("docs/x.md:1");
  }
}
