package dev.rolecall.cli;

import dev.rolecall.cli.local.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolecall bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the benchmarks, all of them or one family.",
      "Prints JSON lines: {\"benchmark\",\"metric\",\"value\",\"unit\",\"peer\",\"ratio\"}."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall bench",
      "  ./rolecall bench policy --quick",
      "  ./rolecall bench operator --roles=1000"
    })
final class BenchCommand implements Callable<Integer> {
  /** The families of benchmarks. */
  enum Family {
    POLICY,
    STS,
    AGENT,
    WEBHOOK,
    OPERATOR
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "policy|sts|agent|webhook|operator",
      description = "The family to run (default: all).")
  private Optional<Family> family = Optional.empty();

  @Option(
      names = "--quick",
      description = "Few and short runs: to see that they work, not how fast.")
  private boolean quick;

  @Option(names = "--roles", paramLabel = "N", description = "Roles beside the operator (10000).")
  private Optional<Integer> roles = Optional.empty();

  @Option(names = "--associations", paramLabel = "N", description = "Associations (2000).")
  private Optional<Integer> associations = Optional.empty();

  @Option(names = "--pods", paramLabel = "N", description = "Pods (20000).")
  private Optional<Integer> pods = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Installation.current().bench());
    family.ifPresent(chosen -> command.add(chosen.name().toLowerCase(Locale.ROOT)));
    if (quick) {
      command.add("--quick");
    }
    roles.ifPresent(count -> command.add("--roles=" + count));
    associations.ifPresent(count -> command.add("--associations=" + count));
    pods.ifPresent(count -> command.add("--pods=" + count));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
