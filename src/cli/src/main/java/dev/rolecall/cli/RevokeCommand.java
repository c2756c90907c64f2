package dev.rolecall.cli;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.local.LocalManifests;
import dev.rolecall.cli.revoke.ClusterRoles;
import dev.rolecall.cli.revoke.KnownRole;
import dev.rolecall.cli.revoke.RoleStore;
import dev.rolecall.cli.revoke.Target;
import dev.rolecall.identity.AccountId;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolecall revoke}. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Ends the sessions of roles that were issued until now, and those that were chained from them.",
      "It sets revokeSessionsIssuedBefore of the IAMRoles, on a cluster or in a folder of manifests. Workloads get new sessions."
    },
    footer = {
      "",
      "Examples:",
      "  ./rolecall revoke arn:aws:iam::111111111111:role/team/reports --cluster",
      "  ./rolecall revoke acme/reports acme/deploy --manifests examples/quickstart",
      "  ./rolecall revoke --all-in-account 111111111111 --cluster --dry-run"
    })
final class RevokeCommand implements Callable<Integer> {
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;
  @Mixin private ClusterOption cluster;

  @Parameters(
      paramLabel = "ROLE",
      arity = "0..*",
      description = "ARNs of roles, or namespace/name of IAMRoles.")
  private List<String> roles = List.of();

  @Option(
      names = "--all-in-account",
      paramLabel = "ACCOUNT",
      description = "All roles of this account, by its 12 digits.")
  private Optional<String> account = Optional.empty();

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description = "In this folder of manifests, as '${ROOT-COMMAND-NAME} up' runs on it.")
  private Optional<Path> manifests = Optional.empty();

  @Option(
      names = "--before",
      paramLabel = "TIME",
      description = "End sessions issued before this time, as 2026-01-31T12:00:00Z (default: now).")
  private Optional<String> before = Optional.empty();

  @Option(names = "--dry-run", description = "Change nothing, and say what would be.")
  private boolean dryRun;

  @Override
  public Integer call() {
    if (cluster.isChosen() == manifests.isPresent()) {
      throw wrong("say where the roles are: either --cluster or --manifests DIR");
    }
    List<Target> targets = targets();
    Instant time = time();
    if (manifests.isPresent()) {
      revoke(LocalManifests.roles(manifests.get(), clock), targets, time);
      return 0;
    }
    try (KubernetesClient client = cluster.connect()) {
      revoke(new ClusterRoles(client), targets, time);
    }
    return 0;
  }

  private List<Target> targets() {
    if (roles.isEmpty() == account.isEmpty()) {
      throw wrong("name roles, or an account with --all-in-account");
    }
    List<Target> targets = new ArrayList<>();
    for (String text : roles) {
      targets.add(
          Target.parse(text)
              .orElseThrow(
                  () -> wrong("'" + text + "' is neither a role's ARN nor namespace/name")));
    }
    account.map(this::accountId).map(Target.AllOf::new).ifPresent(targets::add);
    return targets;
  }

  private AccountId accountId(String text) {
    try {
      return new AccountId(text);
    } catch (IllegalArgumentException e) {
      throw wrong("'" + text + "' is no account: 12 digits");
    }
  }

  /** Sessions know their second; a time to come would refuse those that are not there yet. */
  private Instant time() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    if (before.isEmpty()) {
      return now;
    }
    try {
      Instant time = OffsetDateTime.parse(before.get()).toInstant();
      if (time.isAfter(now)) {
        throw wrong(
            "--before is a time to come: sessions that are issued until then would not work");
      }
      return time;
    } catch (DateTimeException e) {
      throw wrong("--before is a date and time of RFC 3339, as 2026-01-31T12:00:00Z");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void revoke(RoleStore store, List<Target> targets, Instant time) {
    PrintWriter out = spec.commandLine().getOut();
    for (KnownRole role : meant(store, targets)) {
      if (role.revokedBefore().filter(since -> !since.isBefore(time)).isPresent()) {
        out.printf(
            "%s: nothing to do, sessions issued before %s are revoked already%n",
            role, role.revokedBefore().get());
        continue;
      }
      if (!dryRun) {
        store.revoke(role, time);
      }
      out.printf(
          "%s: sessions issued before %s %s revoked%n", role, time, dryRun ? "would be" : "are");
    }
    if (!dryRun) {
      out.println(store.effect());
    }
    out.flush();
  }

  private static Set<KnownRole> meant(RoleStore store, List<Target> targets) {
    List<KnownRole> all = store.roles();
    Set<KnownRole> meant = new LinkedHashSet<>();
    for (Target target : targets) {
      List<KnownRole> found = all.stream().filter(target::means).toList();
      if (found.isEmpty()) {
        throw new Failure(
            "there is no " + target + "; nothing was revoked",
            store.place(),
            "it has " + all.size() + " other roles",
            "see 'kubectl get iamroles -A' or the manifests for their names");
      }
      meant.addAll(found);
    }
    return meant;
  }
}
