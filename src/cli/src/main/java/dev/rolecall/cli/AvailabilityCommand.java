package dev.rolecall.cli;

import dev.rolecall.cli.local.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rolecall availability}. */
@Command(
    name = "availability",
    mixinStandardHelpOptions = true,
    description = {
      "Kills, restarts, replaces and misleads what Rolecall is made of and stands on, one fault"
          + " after the other, while AWS SDKs in pods ask for credentials all the time. Everything"
          + " runs in network namespaces of this machine, with a real API server and etcd. Needs"
          + " Linux, root, the programs ip, nft and unshare, and a kube-apiserver; leaves nothing"
          + " behind.",
      "Prints a table, or a line of JSON a fault. Exit code 0 if no answer was wrong, nobody who"
          + " held credentials saw a failure and all recovered, 1 if not, 2 where it cannot run."
    },
    footer = {
      "",
      "Examples:",
      "  sudo ./rolecall availability",
      "  sudo ./rolecall availability --quick --format json",
      "  sudo ./rolecall availability --fault api-server --fault everything --logs logs"
    })
final class AvailabilityCommand implements Callable<Integer> {
  /** How results are printed. */
  enum Format {
    TABLE,
    JSON
  }

  @Option(names = "--quick", description = "Only a few faults, which touch every program.")
  private boolean quick;

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      description = "Only this fault (docs/availability.md lists them); may be repeated.")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "How results are printed (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--logs",
      paramLabel = "FOLDER",
      description = "Leave the programs' logs in this folder.")
  private Optional<Path> logs = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Installation.current().availability());
    if (quick) {
      command.add("--quick");
    }
    faults.forEach(name -> command.addAll(List.of("--fault", name)));
    command.addAll(List.of("--format", format.name().toLowerCase(Locale.ROOT)));
    logs.ifPresent(folder -> command.addAll(List.of("--logs", folder.toAbsolutePath().toString())));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
