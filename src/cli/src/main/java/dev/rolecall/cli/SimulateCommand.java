package dev.rolecall.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rolecall simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Decides policy cases, one JSON object a line, and holds each decision against the expected one.",
      "Prints {\"name\",\"decision\"} a case and 'N passed, N failed' last; exit code 1 where one failed."
    },
    footer = {"", "Examples:", "  ./rolecall simulate --cases policy.jsonl"})
final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--cases", required = true, paramLabel = "FILE.jsonl", description = "The cases.")
  private Path cases;

  @Override
  public Integer call() {
    throw new UnsupportedOperationException("simulate " + cases);
  }
}
