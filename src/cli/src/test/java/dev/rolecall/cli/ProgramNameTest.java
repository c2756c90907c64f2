package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProgramNameTest {
  private final ProgramName plugIn = new ProgramName("kubectl rolecall");

  @Test
  void showsNoLineThatDoesNotWorkAsItIsCalled() {
    assertThat(helps(plugIn.nameOf(new CommandLine(new Rolecall()))))
        .allSatisfy(help ->
            assertThat(help.replace("kubectl rolecall", "K"))
                .doesNotContain("./rolecall", "'rolecall ", "Usage: rolecall"));
    assertThat(helps(new ProgramName("rolecall").nameOf(new CommandLine(new Rolecall()))))
        .noneMatch(help -> help.contains("kubectl rolecall"));
  }

  @Test
  void namesItselfInFailures() {
    assertThat(plugIn.in("rolecall: no\n  what to do: see 'rolecall keys list'"))
        .isEqualTo("kubectl rolecall: no\n  what to do: see 'kubectl rolecall keys list'");
  }

  private static Stream<String> helps(CommandLine line) {
    return Stream.concat(
        Stream.of(line.getUsageMessage()),
        line.getSubcommands().values().stream().flatMap(ProgramNameTest::helps));
  }
}
