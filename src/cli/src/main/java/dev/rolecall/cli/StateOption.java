package dev.rolecall.cli;

import dev.rolecall.cli.state.StateFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the embedded default keeps its state. */
final class StateOption {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Folder of keys, tokens and logs (default: $XDG_STATE_HOME/rolecall or ~/.local/state/rolecall).")
  private Optional<Path> folder = Optional.empty();

  StateFolder open(Clock clock) {
    return StateFolder.open(
        folder.orElseGet(
            () -> StateFolder.standard(System.getenv(), System.getProperty("user.home"))),
        clock);
  }
}
