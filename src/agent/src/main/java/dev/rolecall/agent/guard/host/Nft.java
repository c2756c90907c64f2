package dev.rolecall.agent.guard.host;

import dev.rolecall.agent.guard.rules.Ruleset;
import dev.rolecall.agent.guard.rules.Stop;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** nftables, by the program {@code nft} (1.0.6 or newer). */
public final class Nft {
  /**
   * Does a whole script or, where anything of it is wrong, nothing: it is one transaction.
   *
   * @throws CommandException with what nft said
   */
  public void apply(String script) throws CommandException {
    Command.run(script, List.of("nft", "-f", "-"));
  }

  /**
   * Has the node's own nft read a script of its, where this process may.
   *
   * @param root where the node's file system is
   * @param program on the node
   * @param script likewise
   * @throws CommandException with what it does not understand
   */
  public static void check(Path root, String program, String script) throws CommandException {
    List<String> command = List.of("chroot", root.toString(), program, "-c", "-f", script);
    Command.Outcome outcome = Command.outcome("", command);
    // Without SYS_CHROOT and NET_ADMIN nothing can be tried before the next boot.
    if (outcome.status() != 0 && !outcome.errors().contains("Operation not permitted")) {
      throw new CommandException(
          "the node's nft does not take " + script + ": " + outcome.errors().strip());
    }
  }

  /** What stands of one of the guard's tables; empty where there is no such table. */
  public Optional<TableListing> list(Stop.Table table) throws CommandException {
    List<String> command = List.of("nft", "-j", "list", "table", table.family(), Ruleset.TABLE);
    Command.Outcome outcome = Command.outcome("", command);
    if (outcome.status() != 0) {
      if (outcome.errors().contains("No such file or directory")) {
        return Optional.empty();
      }
      throw new CommandException(String.join(" ", command) + ": " + outcome.errors().strip());
    }
    try {
      return Optional.of(TableListing.of(Json.parse(outcome.output())));
    } catch (JsonException e) {
      throw new CommandException("nft's listing is not JSON: " + e.getMessage());
    }
  }
}
