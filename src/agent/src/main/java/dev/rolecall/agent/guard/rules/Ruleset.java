package dev.rolecall.agent.guard.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The guard's two tables, {@code inet rolecall} and {@code bridge rolecall}.
 *
 * @param enforcement what becomes of what the rules match
 * @param nodeImds what the node's own processes find at IMDS
 * @param nodeAccess which processes are the node's own
 */
public record Ruleset(Enforcement enforcement, NodeImds nodeImds, NodeAccess nodeAccess) {
  /** The name of both tables. */
  public static final String TABLE = "rolecall";

  /** A script for {@code nft -f} that removes both tables, whether they are there or not. */
  public static final String REMOVAL = removal();

  /**
   * A script for {@code nft -f} that puts these rules, in one transaction, in the place of those
   * that are there, of whichever version: there is no instant without.
   *
   * @param counters where they go on from
   */
  public String script(PinSets pins, Map<Stop, Count> counters) {
    StringBuilder text = new StringBuilder(REMOVAL);
    for (Stop.Table table : Stop.Table.values()) {
      text.append("table ").append(table.family()).append(' ').append(TABLE).append(" {\n");
      for (Stop stop : stops(table)) {
        Count count = counters.getOrDefault(stop, Count.NONE);
        text.append("  counter ")
            .append(stop.label())
            .append(" { packets ")
            .append(count.packets())
            .append(" bytes ")
            .append(count.bytes())
            .append(" }\n");
      }
      sets(table, pins).forEach(set -> set.appendTo(text));
      chains(table).forEach(chain -> chain.appendTo(text));
      text.append("}\n");
    }
    return text.toString();
  }

  /** How many rules a table has, to know whether a listing is whole. */
  public int rules(Stop.Table table) {
    return chains(table).stream().mapToInt(chain -> chain.rules().size()).sum();
  }

  private List<NftSet> sets(Stop.Table table, PinSets pins) {
    List<NftSet> sets = new ArrayList<>(pins.sets(table));
    if (table == Stop.Table.INET) {
      sets.addAll(CallRate.sets());
      if (enforcement == Enforcement.FULL) {
        sets.addAll(Refusals.sets());
      }
    }
    stops(table).forEach(stop -> sets.addAll(StopChain.sets(stop)));
    return sets;
  }

  private List<Chain> chains(Stop.Table table) {
    List<Chain> chains = new ArrayList<>();
    stops(table).forEach(stop -> chains.add(StopChain.of(stop, enforcement)));
    chains.addAll(
        switch (table) {
          case INET -> new InetChains(this).all();
          case BRIDGE -> BridgeChains.all();
        });
    return chains;
  }

  private static List<Stop> stops(Stop.Table table) {
    return List.of(Stop.values()).stream().filter(stop -> stop.table() == table).toList();
  }

  private static String removal() {
    StringBuilder text = new StringBuilder();
    for (Stop.Table table : Stop.Table.values()) {
      // nft 1.0.6 has no "destroy": a table that is not there cannot be deleted, so it is added.
      text.append("add table %1$s %2$s\ndelete table %1$s %2$s\n".formatted(table.family(), TABLE));
    }
    return text.toString();
  }
}
