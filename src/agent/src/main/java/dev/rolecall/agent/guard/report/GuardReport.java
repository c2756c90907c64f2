package dev.rolecall.agent.guard.report;

import dev.rolecall.agent.guard.cni.PodInterfaces;
import dev.rolecall.agent.guard.host.Members;
import dev.rolecall.agent.guard.host.TableListing;
import dev.rolecall.agent.guard.rules.Count;
import dev.rolecall.agent.guard.rules.Stop;
import dev.rolecall.json.JsonValue;
import dev.rolecall.limit.Pause;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells what the rules stopped: audit lines, and {@code counters.json} for the server's metrics.
 */
public final class GuardReport {
  private static final Duration BETWEEN_AUDITS = Duration.ofSeconds(5);
  private static final String STOPPED = "rolecall_guard_dropped_packets_total";
  private static final String OBSERVED = "rolecall_guard_observed_packets_total";

  private final RunDirectory directory;
  private final Clock clock;
  private final StopAudit audit;
  private final StopCounters counters;
  private final String metric;
  private Instant audited;
  private long reinstalled;

  /**
   * @param out where audit lines go
   */
  public GuardReport(
      RunDirectory directory, Clock clock, OutputStream out, String region, boolean observing) {
    this.directory = directory;
    this.clock = clock;
    this.audit = new StopAudit(out, UUID::randomUUID, region, observing);
    this.metric = observing ? OBSERVED : STOPPED;
    this.counters = new StopCounters(told(directory, metric));
    this.audited = clock.instant().minus(BETWEEN_AUDITS);
  }

  /** The totals, from which rules that are made anew go on. */
  public Map<Stop, Count> totals() {
    return counters.counts();
  }

  /** Rules that stood were gone or changed. */
  public void rulesWereGone() {
    reinstalled++;
  }

  /** Rules were put in the place of others: they remember nobody yet. */
  public void rulesAreNew() {
    counters.forgetOffenders();
  }

  /** Writes what there is to say, before what stands is changed. */
  public void tell(Map<Stop.Table, TableListing> listings, PodInterfaces pods) throws IOException {
    Instant now = clock.instant();
    listings.forEach((table, listing) -> counters.look(listing, table));
    if (Pause.isOver(BETWEEN_AUDITS, audited, now)) {
      audit.write(counters.since(listings), pods.interfaces(), audited, now);
      audited = now;
    }
    directory.write(RunDirectory.COUNTERS, members(now, pods));
  }

  private Map<String, Object> members(Instant now, PodInterfaces pods) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Stop stop : Stop.values()) {
      long packets = totals().getOrDefault(stop, Count.NONE).packets();
      list.add(counter(metric, Map.of("rule", stop.label()), packets));
    }
    list.add(counter("rolecall_guard_reinstalls_total", Map.of(), reinstalled));
    list.add(counter("rolecall_guard_pinned_interfaces", Map.of(), pods.interfaces().size()));
    list.add(counter("rolecall_guard_unpinned_pods", Map.of(), pods.problems().size()));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("time", now.toString());
    members.put("counters", list);
    return members;
  }

  private static Map<String, Object> counter(String name, Map<String, String> labels, long value) {
    Map<String, Object> counter = new LinkedHashMap<>();
    counter.put("name", name);
    counter.put("labels", labels);
    counter.put("value", value);
    return counter;
  }

  /** What an earlier run wrote: what was stopped since is still to be audited. */
  private static Map<Stop, Long> told(RunDirectory directory, String metric) {
    Map<Stop, Long> told = new EnumMap<>(Stop.class);
    for (JsonValue counter :
        directory
            .read(RunDirectory.COUNTERS)
            .map(file -> Members.elements(file, "counters"))
            .orElse(List.of())) {
      String rule =
          Members.get(counter, "labels").flatMap(of -> Members.text(of, "rule")).orElse("");
      if (Members.text(counter, "name").orElse("").equals(metric)) {
        for (Stop stop : Stop.values()) {
          if (stop.label().equals(rule)) {
            told.put(stop, Members.number(counter, "value").orElse(0L));
          }
        }
      }
    }
    return told;
  }
}
