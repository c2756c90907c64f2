package dev.rolecall.agent.guard;

import dev.rolecall.agent.caller.Interfaces;
import dev.rolecall.agent.guard.cni.CniResults;
import dev.rolecall.agent.guard.cni.PodInterface;
import dev.rolecall.agent.guard.cni.PodInterfaces;
import dev.rolecall.agent.guard.host.CommandException;
import dev.rolecall.agent.guard.host.ConnectionTracking;
import dev.rolecall.agent.guard.host.ImdsRouting;
import dev.rolecall.agent.guard.host.Links;
import dev.rolecall.agent.guard.host.Nft;
import dev.rolecall.agent.guard.host.ServiceLink;
import dev.rolecall.agent.guard.host.TableListing;
import dev.rolecall.agent.guard.report.GuardReport;
import dev.rolecall.agent.guard.report.InterfacesFile;
import dev.rolecall.agent.guard.rules.Enforcement;
import dev.rolecall.agent.guard.rules.NodeAccess;
import dev.rolecall.agent.guard.rules.PinSets;
import dev.rolecall.agent.guard.rules.Ruleset;
import dev.rolecall.agent.guard.rules.Stop;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the node as it should be, whatever it is. Each look begins with what there is: nothing
 * depends on having seen an event.
 */
final class Reconciler {
  private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());

  private final GuardSettings settings;
  private final Enforcement enforcement;
  private final Nft nft = new Nft();
  private final CniResults results;
  private final InterfacesFile published;
  private final GuardReport report;

  private @Nullable Installed installed;
  private List<String> problems = List.of();

  /**
   * What was put there by this process.
   *
   * @param structure the chains and rules of each table, as they were listed right after
   */
  private record Installed(Ruleset ruleset, Map<Stop.Table, List<String>> structure) {}

  Reconciler(
      GuardSettings settings,
      Enforcement enforcement,
      InterfacesFile published,
      GuardReport report) {
    this.settings = settings;
    this.enforcement = enforcement;
    this.results = new CniResults(settings.cniResults());
    this.published = published;
    this.report = report;
  }

  /**
   * Looks once, and mends what is not as it should be.
   *
   * @throws IOException where that is impossible; rules that stand stay
   */
  void look() throws IOException, InterruptedException {
    Links links = Links.read();
    ServiceLink.ensure(links, settings.nodeImds());
    if (enforcement == Enforcement.FULL) {
      ImdsRouting.ensure();
    } else {
      ImdsRouting.remove();
    }
    PodInterfaces pods = PodInterfaces.find(results, links);
    // While nothing is stopped, addresses prove nothing.
    List<PodInterface> proved = enforcement == Enforcement.FULL ? pods.interfaces() : List.of();
    PinSets pins = pods.pins();
    if (published.retain(proved)) {
      // Addresses may be another pod's from here on, but not while the server believes the old.
      Thread.sleep(Interfaces.BELIEVED);
    }
    Ruleset wanted = settings.ruleset(enforcement);
    Map<Stop.Table, TableListing> standing = standing();
    report.tell(standing, pods);
    if (stands(wanted, standing)) {
      amend(pins, standing);
    } else {
      install(wanted, pins);
    }
    published.publish(proved);
    tellProblems(pods.problems());
  }

  private void amend(PinSets pins, Map<Stop.Table, TableListing> standing) throws IOException {
    StringBuilder changes = new StringBuilder();
    standing.forEach((table, listing) -> changes.append(pins.changes(table, listing::pins)));
    if (!changes.isEmpty()) {
      nft.apply(changes.toString());
    }
  }

  private Map<Stop.Table, TableListing> standing() throws CommandException {
    Map<Stop.Table, TableListing> standing = new EnumMap<>(Stop.Table.class);
    for (Stop.Table table : Stop.Table.values()) {
      nft.list(table).ifPresent(listing -> standing.put(table, listing));
    }
    return standing;
  }

  private boolean stands(Ruleset wanted, Map<Stop.Table, TableListing> standing) {
    Installed known = installed;
    if (known == null) {
      return false;
    }
    if (!known.ruleset().equals(wanted)) {
      LOG.log(Level.INFO, "the node changed, so its rules do: {0}", wanted.nodeAccess());
      return false;
    }
    if (!structure(standing).equals(known.structure())) {
      LOG.log(Level.WARNING, "somebody removed or changed the rules: they are set again");
      report.rulesWereGone();
      return false;
    }
    return true;
  }

  private void install(Ruleset wanted, PinSets pins) throws IOException {
    installed = null;
    try {
      nft.apply(wanted.script(pins, report.totals()));
      Map<Stop.Table, TableListing> standing = standing();
      for (Stop.Table table : Stop.Table.values()) {
        TableListing listing = standing.get(table);
        if (listing == null || listing.rules() != wanted.rules(table)) {
          throw new CommandException("rules that were just set are gone or changed already");
        }
      }
      installed = new Installed(wanted, structure(standing));
      LOG.log(Level.INFO, "the rules stand ({0})", enforcement);
      warn(wanted.nodeAccess());
      report.rulesAreNew();
      forgetConnections();
    } catch (CommandException e) {
      published.publish(List.of());
      throw e;
    }
  }

  private static Map<Stop.Table, List<String>> structure(Map<Stop.Table, TableListing> standing) {
    Map<Stop.Table, List<String>> structure = new EnumMap<>(Stop.Table.class);
    standing.forEach((table, listing) -> structure.put(table, listing.structure()));
    return structure;
  }

  private static void warn(NodeAccess access) {
    if (access instanceof NodeAccess.ByUser(var uids, var reason)) {
      LOG.log(
          Level.WARNING,
          "processes of the node cannot be told from pods'': {0}. Only these users'' count as the"
              + " node''s: {1}",
          reason,
          uids);
    }
  }

  private void forgetConnections() {
    if (enforcement == Enforcement.OBSERVE) {
      return;
    }
    try {
      ConnectionTracking.forgetImds();
    } catch (CommandException e) {
      LOG.log(
          Level.INFO, "connections to the real IMDS end by the rules alone: {0}", e.getMessage());
    }
  }

  private void tellProblems(List<String> now) {
    if (!Set.copyOf(now).equals(Set.copyOf(problems))) {
      now.stream()
          .filter(problem -> !problems.contains(problem))
          .forEach(problem -> LOG.log(Level.WARNING, problem));
      problems = now;
    }
  }
}
