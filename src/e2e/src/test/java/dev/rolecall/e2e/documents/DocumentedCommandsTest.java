package dev.rolecall.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No command of the documents hides from the test that runs them. */
class DocumentedCommandsTest {
  /** Blocks of these hold no commands. */
  private static final Set<String> OTHERS =
      Set.of("json", "yaml", "mermaid", "dockerfile", "text", "nginx", "promql");

  private static final Set<String> COMMANDS = Set.of("sh", "console");
  private static final Pattern COMMAND =
      Pattern.compile("(\\$ |sudo |\\./\\w+|kubectl |helm |aws |docker |java ).*");
  private static final int MOST_THAT_NOBODY_RUNS = 6;

  private final List<Step> steps =
      Pages.all().stream().flatMap(p -> Pages.steps(p).stream()).toList();
  private final List<Elsewhere> elsewhere = Elsewhere.all();

  @Test
  void everyBlockSaysWhatItIs() {
    assertThat(Pages.all()).contains(Path.of("README.md"), Path.of("docs/lint.md"));
    assertThat(fences())
        .allSatisfy(fence -> {
          assertThat(fence.language())
              .isIn(Stream.of(OTHERS, COMMANDS).flatMap(Set::stream).toList());
          if (fence.language().equals("text")) {
            assertThat(fence.lines()).noneMatch(line -> COMMAND.matcher(line).matches());
          }
        });
  }

  @Test
  void optionsOfBlocksAreUnderstood() {
    assertThat(fences()).allSatisfy(fence -> assertThat(fence.options()).matches("|exits \\d+"));
  }

  @Test
  void everyEntryOfTheListIsAboutACommandThatIsThere() {
    assertThat(elsewhere).allSatisfy(entry -> assertThat(steps).anyMatch(entry::isAbout));
  }

  @Test
  void everyTestOfTheListIsThere() {
    assertThat(elsewhere.stream().filter(entry -> !entry.isNever()))
        .allSatisfy(entry -> {
          String[] test = entry.where().split("#");
          assertThat(test).hasSize(2);
          assertThat(source(test[0])).contains("void " + test[1] + "(");
        });
  }

  @Test
  void fewCommandsAreRunByNobody() {
    assertThat(elsewhere.stream().filter(Elsewhere::isNever))
        .hasSizeLessThan(MOST_THAT_NOBODY_RUNS);
  }

  private static Stream<Fence> fences() {
    return Pages.all().stream().flatMap(page -> Fence.of(page, Pages.text(page)).stream());
  }

  private static String source(String test) {
    try (Stream<Path> files = Files.walk(ProjectFiles.root())) {
      Path file =
          files
              .filter(
                  path -> path.endsWith(test + ".java") && path.toString().contains("/src/test/"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no test " + test));
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
