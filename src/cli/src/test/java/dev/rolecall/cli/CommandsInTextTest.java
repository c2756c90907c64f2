package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Commands that the documents name within their text have the subcommands and options that there
 * are. Those in blocks are run by another test.
 */
class CommandsInTextTest {
  private static final Pattern COMMAND =
      Pattern.compile("`(?:\\./|kubectl )?rolecall ([a-z][^`]*)`");

  /** What the kernel's log says, and no command. */
  private static final String LOGGED = "would stop ...";

  @Test
  void areThere() throws IOException {
    List<String> commands = commands();

    assertThat(commands).hasSizeGreaterThan(20);
    assertThat(commands).allSatisfy(command -> assertThat(unknown(command)).as(command).isEmpty());
  }

  @Test
  void areSeenWhereTheyAreNot() {
    assertThat(unknown("explain pod a/b")).isEmpty();
    assertThat(unknown("explane pod a/b")).containsExactly("explane");
    assertThat(unknown("keys renew")).containsExactly("renew");
    assertThat(unknown("lint --strikt FILE")).containsExactly("--strikt");
  }

  /** Words of a command line that are neither a subcommand nor an option nor anything's value. */
  private static List<String> unknown(String command) {
    Deque<String> words = new ArrayDeque<>(List.of(command.split(" +")));
    CommandLine found = innermost(Rolecall.commandLine(), words);
    boolean lacksSubcommand =
        !words.isEmpty()
            && words.getFirst().matches("[a-z][a-z-]*")
            && !found.getSubcommands().isEmpty()
            && found.getCommandSpec().positionalParameters().isEmpty();
    String help = found.getUsageMessage();
    Stream<String> options =
        words.stream()
            .filter(word -> word.startsWith("--"))
            .map(word -> word.replaceFirst("=.*", ""))
            .filter(word -> !help.contains(word));
    return Stream.concat(words.stream().limit(lacksSubcommand ? 1 : 0), options).toList();
  }

  /** Takes the words that name a subcommand. */
  private static CommandLine innermost(CommandLine command, Deque<String> words) {
    if (words.isEmpty()) {
      return command;
    }
    return Optional.ofNullable(command.getSubcommands().get(words.getFirst()))
        .map(subcommand -> {
          words.removeFirst();
          return innermost(subcommand, words);
        })
        .orElse(command);
  }

  private static List<String> commands() throws IOException {
    Path root = ProjectFiles.root();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      StringBuilder text = new StringBuilder();
      for (Path page :
          Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList()) {
        text.append(Files.readString(page).replaceAll("(?ms)^ *```.*?^ *```", ""));
      }
      return COMMAND
          .matcher(text)
          .results()
          .map(match -> match.group(1))
          .filter(command -> !command.equals(LOGGED))
          .toList();
    }
  }
}
