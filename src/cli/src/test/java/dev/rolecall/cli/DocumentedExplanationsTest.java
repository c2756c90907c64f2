package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The examples of docs/explain.md print what it says. */
class DocumentedExplanationsTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```console\n\\$ ./rolecall (explain(?:.*\\\\\n)*.*)\n((?:(?!```).*\n)*)```"
              + "(?:\n\n```json\n((?:(?!```).*\n)*)```)?");
  private static final int EXAMPLES = 3;

  private final Path root = ProjectFiles.root();

  @Test
  void printsWhatTheDocumentSays() throws IOException, JsonException {
    String document = Files.readString(root.resolve("docs/explain.md"));

    List<MatchResult> examples = EXAMPLE.matcher(document).results().toList();

    assertThat(examples).hasSize(EXAMPLES);
    for (MatchResult example : examples) {
      String printed = run(example.group(1).replace("\\\n", " "));
      if (example.group(3) == null) {
        assertThat(printed).isEqualTo(example.group(2));
      } else {
        // Shown with line breaks, for people.
        assertThat(printed.strip()).isEqualTo(Json.write(Json.parse(example.group(3))));
      }
    }
  }

  /** Runs it as if in the project's folder. */
  private String run(String command) {
    StringWriter out = new StringWriter();
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.execute(
        Stream.of(command.strip().split(" +"))
            .map(word -> word.startsWith("examples/") ? root + "/" + word : word)
            .toArray(String[]::new));
    return out.toString().replace(root + "/", "");
  }
}
