package dev.rolecall.cli;

import dev.rolecall.cli.console.Columns;
import dev.rolecall.cli.console.Columns.Cell;
import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.keys.ClusterKeys;
import dev.rolecall.cli.keys.KeyPurpose;
import dev.rolecall.cli.keys.KeyRow;
import dev.rolecall.cli.keys.KeyStore;
import dev.rolecall.cli.keys.StateKeys;
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
      "Shows, rotates and drops the master keys that sessions are sealed with or, with --identity-tokens, the keys that sign sessions' identity tokens: those of the embedded default's state folder or, with --cluster, of a cluster.",
      "A new key opens sessions at once and seals them ten minutes later, or is published at once and signs three hours later; the operator rotates keys by itself, and drops those that nothing can have any more."
    },
    synopsisSubcommandLabel = "(list | rotate | drop)",
    footer = {
      "",
      "Examples:",
      "  ./rolecall keys list",
      "  ./rolecall keys rotate --cluster",
      "  ./rolecall keys list --cluster --identity-tokens",
      "  # a key is known to somebody: its sessions end now",
      "  ./rolecall keys drop 1c9a2f00 --cluster --dry-run"
    })
final class KeysCommand implements Runnable {
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
    place.use(keys -> print(rows(keys)));
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a new key. It opens sessions at once and seals them ten minutes later; no session ends.",
        "With --identity-tokens one for each algorithm, published at once; they sign three hours later, when whoever verifies has them."
      },
      footer = {"", "Examples:", "  ./rolecall keys rotate --state ~/.local/state/rolecall"})
  void rotate(@Mixin Place place, @Mixin DryRun dryRun) {
    place.use(keys -> {
      List<KeyRow> before = rows(keys);
      List<KeyRow> after = change(keys, dryRun, text -> keys.purpose().withNew(text, clock));
      out()
          .println(
              dryRun.isAsked()
                  ? "New keys would be made in " + keys.place() + "."
                  : "Made in %s: %s.".formatted(keys.place(), newIn(after, before)));
      print(after);
    });
  }

  @Command(
      name = "drop",
      mixinStandardHelpOptions = true,
      description = {
        "Drops a key: every session that it sealed is void as soon as sts reads the keys again; every identity token that it signed, as soon as whoever verifies it reads the published keys again.",
        "For emergencies. To let what is there live, rotate and wait: what was replaced is dropped by itself."
      },
      footer = {"", "Examples:", "  ./rolecall keys drop 1c9a2f00 --cluster"})
  void drop(
      @Mixin Place place,
      @Mixin DryRun dryRun,
      @Parameters(paramLabel = "KEY", description = "The key's id, as list shows it.") String id) {
    place.use(keys -> {
      List<KeyRow> before = rows(keys);
      if (before.stream().noneMatch(key -> key.id().equals(id))) {
        throw new Failure(
            "there is no key '" + id + "' among the " + keys.purpose().words(),
            keys.place(),
            "the keys are " + ids(before).collect(Collectors.joining(", ")),
            "see 'rolecall keys list', for the others with --identity-tokens");
      }
      List<KeyRow> after = change(keys, dryRun, text -> keys.purpose().without(text, id, clock));
      out()
          .printf(
              "Key %s %s %s: %s.%n",
              id,
              dryRun.isAsked() ? "would be dropped from" : "was dropped from",
              keys.place(),
              keys.purpose().endOfDropped(keys.delay()));
      print(after);
    });
  }

  private List<KeyRow> change(KeyStore keys, DryRun dryRun, UnaryOperator<String> change) {
    if (!dryRun.isAsked()) {
      keys.update(change);
    }
    return rows(keys);
  }

  private List<KeyRow> rows(KeyStore keys) {
    try {
      return keys.purpose().rows(keys.read(), clock.instant());
    } catch (IllegalArgumentException e) {
      throw new Failure(
          "the " + keys.purpose().words() + " cannot be read",
          keys.place(),
          String.valueOf(e.getMessage()),
          "restore them from a backup; without them, remove them: new ones are made, and "
              + keys.purpose().loss());
    }
  }

  private static String newIn(List<KeyRow> after, List<KeyRow> before) {
    Set<String> known = ids(before).collect(Collectors.toSet());
    return ids(after).filter(id -> !known.contains(id)).collect(Collectors.joining(", "));
  }

  private static Stream<String> ids(List<KeyRow> keys) {
    return keys.stream().map(KeyRow::id);
  }

  private void print(List<KeyRow> keys) {
    int longest = ids(keys).mapToInt(String::length).max().orElse(0);
    Columns columns = new Columns(List.of(longest, 20, 60));
    out().println(row(columns, "KEY", "MADE", "USE"));
    keys.forEach(key -> out().println(row(columns, key.id(), key.created().toString(), key.use())));
    out().flush();
  }

  private static String row(Columns columns, String... cells) {
    return columns.row(Stream.of(cells).map(Cell::plain).toList(), false);
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

    @Option(
        names = "--identity-tokens",
        description = "The keys that sign identity tokens, in place of those that seal sessions.")
    private boolean identityTokens;

    void use(Consumer<KeyStore> work) {
      KeyPurpose purpose = identityTokens ? KeyPurpose.IDENTITY_TOKENS : KeyPurpose.SESSIONS;
      if (!cluster.isChosen()) {
        work.accept(new StateKeys(state.open(Clock.systemUTC()), purpose));
        return;
      }
      try (KubernetesClient client = cluster.connect()) {
        work.accept(new ClusterKeys(client, systemNamespace, purpose));
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
