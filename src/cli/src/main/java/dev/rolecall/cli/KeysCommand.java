package dev.rolecall.cli;

import dev.rolecall.cli.console.Columns;
import dev.rolecall.cli.console.Columns.Cell;
import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.keys.ClusterKeys;
import dev.rolecall.cli.keys.KeyStore;
import dev.rolecall.cli.keys.StateKeys;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.MasterKeys.KeyUse;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code rolecall keys}. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Shows, rotates and drops the master keys that sessions are sealed with: those of the embedded default's state folder or, with --cluster, of a cluster.",
      "A new key opens sessions at once and seals them ten minutes later; the operator rotates keys by itself, and drops those that no session can have any more."
    },
    synopsisSubcommandLabel = "(list | rotate | drop)",
    footer = {
      "",
      "Examples:",
      "  ./rolecall keys list",
      "  ./rolecall keys rotate --cluster",
      "  # a key is known to somebody: its sessions end now",
      "  ./rolecall keys drop 1c9a2f00 --cluster --dry-run"
    })
final class KeysCommand implements Runnable {
  private static final Columns COLUMNS = new Columns(List.of(10, 20, 60));

  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name one of list, rotate and drop");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the keys: when each was made, and what it is used for.",
      footer = {"", "Examples:", "  ./rolecall keys list --cluster --context production"})
  void list(@Mixin Place place) {
    place.use(keys -> print(parse(keys.read(), keys)));
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description =
          "Makes a new key. It opens sessions at once and seals them ten minutes later; no session ends.",
      footer = {"", "Examples:", "  ./rolecall keys rotate --state ~/.local/state/rolecall"})
  void rotate(@Mixin Place place, @Mixin DryRun dryRun) {
    place.use(keys -> {
      MasterKeys before = parse(keys.read(), keys);
      MasterKeys after = change(keys, dryRun, text -> MasterKeys.withNewKey(text, clock));
      out()
          .println(
              dryRun.isAsked()
                  ? "A key would be made in " + keys.place() + "."
                  : "Key %s was made in %s.".formatted(newIn(after, before), keys.place()));
      print(dryRun.isAsked() ? before : after);
    });
  }

  @Command(
      name = "drop",
      mixinStandardHelpOptions = true,
      description = {
        "Drops a key: every session that it sealed is void as soon as sts reads the keys again.",
        "For emergencies. To let sessions live, rotate and wait: what was replaced is dropped by itself."
      },
      footer = {"", "Examples:", "  ./rolecall keys drop 1c9a2f00 --cluster"})
  void drop(
      @Mixin Place place,
      @Mixin DryRun dryRun,
      @Parameters(paramLabel = "KEY", description = "The key's id, as list shows it.") String id) {
    place.use(keys -> {
      MasterKeys before = parse(keys.read(), keys);
      if (before.uses(clock.instant()).stream().noneMatch(use -> use.id().equals(id))) {
        throw new Failure(
            "there is no key '" + id + "'",
            keys.place(),
            "the keys are " + ids(before).collect(Collectors.joining(", ")),
            "see 'rolecall keys list'");
      }
      MasterKeys after = change(keys, dryRun, text -> MasterKeys.withoutKey(text, id, clock));
      out()
          .printf(
              "Key %s %s %s: the sessions that it sealed end %s.%n",
              id,
              dryRun.isAsked() ? "would be dropped from" : "was dropped from",
              keys.place(),
              keys.delay());
      print(dryRun.isAsked() ? before : after);
    });
  }

  private static MasterKeys change(KeyStore keys, DryRun dryRun, UnaryOperator<String> change) {
    if (!dryRun.isAsked()) {
      keys.update(change);
    }
    return parse(keys.read(), keys);
  }

  private static MasterKeys parse(String text, KeyStore keys) {
    try {
      return MasterKeys.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Failure(
          "the session keys cannot be read",
          keys.place(),
          String.valueOf(e.getMessage()),
          "restore them from a backup; without them, remove them: new ones are made, and every"
              + " session is void");
    }
  }

  private static String newIn(MasterKeys after, MasterKeys before) {
    Set<String> known = ids(before).collect(Collectors.toSet());
    return ids(after).filter(id -> !known.contains(id)).collect(Collectors.joining(", "));
  }

  private static Stream<String> ids(MasterKeys keys) {
    return keys.uses(keys.newest()).stream().map(KeyUse::id);
  }

  private void print(MasterKeys keys) {
    out().println(row("KEY", "MADE", "USE"));
    for (KeyUse use : keys.uses(clock.instant())) {
      String words =
          switch (use) {
            case KeyUse.Seals seals -> "seals and opens";
            case KeyUse.WillSeal next -> "opens, and seals from " + next.from() + " on";
            case KeyUse.Opens old -> "opens until " + old.until() + ", and may be dropped then";
          };
      out().println(row(use.id(), use.created().toString(), words));
    }
    out().flush();
  }

  private static String row(String... cells) {
    return COLUMNS.row(Stream.of(cells).map(Cell::plain).toList(), false);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Whose keys. */
  static final class Place {
    @Mixin private StateOption state;
    @Mixin private ClusterOption cluster;

    @Option(
        names = "--system-namespace",
        paramLabel = "NS",
        defaultValue = "rolecall-system",
        converter = NameConverter.class,
        description = "Where Rolecall is installed on the cluster (default: ${DEFAULT-VALUE}).")
    private String systemNamespace;

    void use(Consumer<KeyStore> work) {
      if (!cluster.isChosen()) {
        work.accept(new StateKeys(state.open(Clock.systemUTC())));
        return;
      }
      try (KubernetesClient client = cluster.connect()) {
        work.accept(new ClusterKeys(client, systemNamespace));
      }
    }
  }

  /** Whether anything is changed. */
  static final class DryRun {
    @Option(
        names = "--dry-run",
        scope = ScopeType.LOCAL,
        description = "Change nothing, and say what would be.")
    private boolean asked;

    boolean isAsked() {
      return asked;
    }
  }
}
