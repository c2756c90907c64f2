package dev.rolecall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoScriptTest {
  private static final String STORE = "{\"store\": \"platform/store-0\"}\n";
  private static final String STEP =
      "{\"who\": \"acme/reports-0\", \"does\": \"%s\", \"must\": \"%s\"}\n";

  @TempDir private Path folder;

  @Test
  void readsTheScriptOfTheQuickstart() {
    DemoScript script =
        DemoScript.read(ProjectFiles.root().resolve("examples/quickstart/demo.jsonl"));
    assertThat(script.store()).isEqualTo("platform/document-store-0");
    assertThat(script.buckets()).hasSize(2);
    assertThat(script.steps()).extracting(Step::must).contains("allowed", "refused");
  }

  @Test
  void numbersItsStepsByTheLinesOfTheFile() throws IOException {
    DemoScript script = read(STORE + "# for people\n\n" + STEP.formatted("GET /a/b", "allowed"));
    assertThat(script.steps())
        .containsExactly(
            new Step(4, "acme/reports-0", "GET /a/b", new Deed.Request("GET", "/a/b"), "allowed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"who\": \"a/b\", \"does\": \"dance\", \"must\": \"allowed\"}",
        "{\"who\": \"a/b\", \"does\": \"whoami\", \"must\": \"maybe\"}",
        "{\"who\": \"a/b\", \"does\": \"whoami\"}",
        "{\"bucket\": \"b\", \"account\": \"12\"}",
        "[]",
        "{"
      })
  void namesTheLineThatIsWrong(String line) {
    assertThatThrownBy(() -> read(STORE + line))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.report()).contains("demo.jsonl:2"));
  }

  @Test
  void refusesAScriptInWhichNothingHappens() {
    assertThatThrownBy(() -> read(STORE)).isInstanceOf(Failure.class);
  }

  @Test
  void holdsAnOutcomeAgainstWhatItMustBe() throws IOException {
    Outcome allowed = new Outcome(true, "because", 1);
    Outcome refused = new Outcome(false, "because", 1);
    Step step = read(STORE + STEP.formatted("GET /a/b", "refused")).steps().getFirst();
    assertThat(step.isAsItMustBe(refused)).isTrue();
    assertThat(step.isAsItMustBe(allowed)).isFalse();
  }

  @Test
  void holdsAnIdentityAgainstAPattern() throws IOException {
    Step step =
        read(STORE + STEP.formatted("whoami", "arn:aws:sts::1:assumed-role/r/eks-*"))
            .steps()
            .getFirst();
    assertThat(step.isAsItMustBe(identity("arn:aws:sts::1:assumed-role/r/eks-1"))).isTrue();
    assertThat(step.isAsItMustBe(identity("arn:aws:sts::1:assumed-role/rr/eks-1"))).isFalse();
    assertThat(step.isAsItMustBe(new Outcome(false, "arn:aws:sts::1:assumed-role/r/eks-1", 1)))
        .isFalse();
  }

  private static Outcome identity(String arn) {
    return new Outcome(true, arn, 1);
  }

  private DemoScript read(String text) throws IOException {
    return DemoScript.read(Files.writeString(folder.resolve("demo.jsonl"), text));
  }
}
