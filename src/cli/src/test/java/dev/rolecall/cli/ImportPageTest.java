package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The examples of docs/import-ecs.md: each command and all that it prints. */
class ImportPageTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```console\\n\\$ \\./rolecall (import [^\\n]*)\\n(.*?)```", Pattern.DOTALL);

  @Test
  void commandsPrintWhatThePageShows() throws IOException {
    List<MatchResult> examples = EXAMPLE.matcher(page()).results().toList();
    assertThat(examples).isNotEmpty();
    for (MatchResult example : examples) {
      assertThat(printed(example.group(1))).isEqualTo(example.group(2));
    }
  }

  private static String page() throws IOException {
    return Files.readString(ProjectFiles.root().resolve("docs/import-ecs.md"));
  }

  private static String printed(String command) {
    String root = ProjectFiles.root() + "/";
    StringWriter terminal = new StringWriter();
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(terminal, true));
    line.setErr(new PrintWriter(terminal, true));
    line.execute(command.replace("examples/", root + "examples/").split(" "));
    return terminal.toString().replace(root, "");
  }
}
