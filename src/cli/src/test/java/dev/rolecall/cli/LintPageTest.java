package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The examples of docs/lint.md: each command and all that it prints. */
class LintPageTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```console\\n\\$ \\./rolecall (lint [^\\n]*)\\n(.*?)```", Pattern.DOTALL);

  private record Example(String command, String output) {
    @Override
    public String toString() {
      return command;
    }
  }

  static Stream<Example> examples() {
    try {
      String page = Files.readString(ProjectFiles.root().resolve("docs/lint.md"));
      List<Example> examples =
          EXAMPLE
              .matcher(page)
              .results()
              .map(found -> new Example(found.group(1), found.group(2)))
              .toList();
      return examples.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void hasExamples() {
    assertThat(examples()).hasSizeGreaterThan(2);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void printsWhatThePageShows(Example example) {
    String root = ProjectFiles.root() + "/";
    StringWriter out = new StringWriter();
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.execute(example.command().replace("examples/", root + "examples/").split(" "));
    assertThat(out.toString().replace(root, "")).isEqualTo(example.output());
  }
}
