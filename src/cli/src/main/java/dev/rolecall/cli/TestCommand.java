package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code rolecall test}, as far as its help. The script runs the suite: it builds the very jar that
 * this class is in.
 */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole test suite, with the newest JDK found: ./mvnw verify.",
      "What a test needs and the machine lacks is listed at the end; with ROLECALL_REQUIRE_ALL=true it is a failure."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall test",
      "  ./rolecall test -pl src/core -Dtest=ArnTest",
      "  ROLECALL_REQUIRE_ALL=true ./rolecall test"
    })
final class TestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MAVEN_OPTION", description = "Passed on to Maven.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    throw new Failure(
        "the suite cannot be run from here",
        "rolecall test " + String.join(" ", arguments),
        "it builds the program that is running now",
        "run it with the script: ./rolecall test");
  }
}
