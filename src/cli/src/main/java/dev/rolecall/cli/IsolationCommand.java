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

/** {@code rolecall isolation}. */
@Command(
    name = "isolation",
    mixinStandardHelpOptions = true,
    description = {
      "Attacks a node's agent and guard in network namespaces of this machine, first without the guard, to show that the attacks are some, then with it. Needs Linux, root, and the programs ip, nft and unshare; leaves nothing behind.",
      "Prints a table, or JSON lines: {\"attack\",\"topology\",\"guard\",\"outcome\",\"seconds\"}. Exit code 0 if nothing leaks with the guard, 1 if something does, 2 where it cannot run."
    },
    footer = {
      "",
      "Examples:",
      "  sudo ./rolecall isolation",
      "  sudo ./rolecall isolation --topology bridge --attack poisoned-neighbours --format json",
      "  sudo ./rolecall isolation --without-guard"
    })
final class IsolationCommand implements Callable<Integer> {
  /** How pods are connected to their node. */
  enum Topology {
    ROUTED,
    BRIDGE
  }

  /** How outcomes are printed. */
  enum Format {
    TABLE,
    JSON
  }

  @Option(
      names = "--topology",
      paramLabel = "routed|bridge",
      description = "Only this topology (default: both).")
  private Optional<Topology> topology = Optional.empty();

  @Option(
      names = "--attack",
      paramLabel = "NAME",
      description = "Only this attack (docs/threat-model.md lists them).")
  private Optional<String> attack = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "How outcomes are printed (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(names = "--without-guard", description = "Only without the guard.")
  private boolean withoutGuard;

  @Option(
      names = "--keep",
      description = "When the attacks are done, keep the node for a look at it, until Ctrl-C.")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Installation.current().isolation());
    topology.ifPresent(chosen -> command.addAll(List.of("--topology", word(chosen))));
    attack.ifPresent(name -> command.addAll(List.of("--attack", name)));
    command.addAll(List.of("--format", word(format)));
    if (withoutGuard) {
      command.add("--without-guard");
    }
    if (keep) {
      command.add("--keep");
    }
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
