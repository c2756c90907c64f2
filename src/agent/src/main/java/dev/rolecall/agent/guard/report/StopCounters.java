package dev.rolecall.agent.guard.report;

import dev.rolecall.agent.guard.host.TableListing;
import dev.rolecall.agent.guard.rules.Count;
import dev.rolecall.agent.guard.rules.SetElement;
import dev.rolecall.agent.guard.rules.Stop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the counters said last, and so what was stopped since. */
final class StopCounters {
  /** How many offenders of one kind are told apart in one look; the others are added up. */
  private static final int MOST_OFFENDERS = 16;

  private final Map<Stop, Count> counts = new EnumMap<>(Stop.class);
  private final Map<Stop, Long> told = new EnumMap<>(Stop.class);
  private final Map<Stop, Map<SetElement, Long>> offenders = new EnumMap<>(Stop.class);

  /**
   * @param told what an earlier run of the guard told, by kind
   */
  StopCounters(Map<Stop, Long> told) {
    this.told.putAll(told);
  }

  /** Takes in what stands. Tables that are not there say nothing: their totals stay. */
  void look(TableListing listing, Stop.Table table) {
    for (Stop stop : Stop.values()) {
      if (stop.table() == table) {
        counts.put(stop, listing.count(stop));
      }
    }
  }

  /** Whoever was remembered is not any more. */
  void forgetOffenders() {
    offenders.clear();
  }

  /** The totals. */
  Map<Stop, Count> counts() {
    return Map.copyOf(counts);
  }

  /** What is new since this was asked last. */
  List<Stopped> since(Map<Stop.Table, TableListing> listings) {
    List<Stopped> stopped = new ArrayList<>();
    counts.forEach((stop, count) -> {
      long before = told.getOrDefault(stop, 0L);
      long more = count.packets() >= before ? count.packets() - before : count.packets();
      told.put(stop, count.packets());
      TableListing listing = listings.get(stop.table());
      if (listing != null) {
        long rest = more;
        for (Stopped known : byOffender(stop, listing.offenders(stop))) {
          if (rest > 0) {
            stopped.add(known);
            rest -= known.packets();
          }
        }
        if (rest > 0) {
          stopped.add(new Stopped(stop, Optional.empty(), rest));
        }
      }
    });
    return stopped;
  }

  private List<Stopped> byOffender(Stop stop, Map<SetElement, Long> now) {
    Map<SetElement, Long> before = offenders.getOrDefault(stop, Map.of());
    offenders.put(stop, new HashMap<>(now));
    return now.entrySet().stream()
        .map(entry -> {
          long last = before.getOrDefault(entry.getKey(), 0L);
          long packets = entry.getValue();
          return new Stopped(
              stop, Optional.of(entry.getKey()), packets >= last ? packets - last : packets);
        })
        .filter(known -> known.packets() > 0)
        .sorted(Comparator.comparingLong(Stopped::packets).reversed())
        .limit(MOST_OFFENDERS)
        .toList();
  }
}
