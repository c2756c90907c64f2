package dev.rolecall.agent.guard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.guard.host.TableListing;
import dev.rolecall.agent.guard.rules.Count;
import dev.rolecall.agent.guard.rules.SetElement;
import dev.rolecall.agent.guard.rules.Stop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopCountersTest {
  private static final SetElement A = new SetElement("veth1", "10.0.0.5");
  private static final SetElement B = new SetElement("veth2", "10.0.0.6");

  private final StopCounters counters = new StopCounters(Map.of());

  @Test
  void tellsWhatIsNewByOffender() {
    look(5, Map.of(A, 3L, B, 2L));
    assertThat(look(9, Map.of(A, 3L, B, 6L))).containsExactly(by(B, 4));
    assertThat(look(9, Map.of(A, 3L, B, 6L))).isEmpty();
  }

  @Test
  void tellsTheRestWithoutAnOffender() {
    assertThat(look(5, Map.of(A, 3L)))
        .containsExactly(by(A, 3), new Stopped(Stop.IMDS, Optional.empty(), 2));
  }

  @Test
  void addsUpAllButTheWorstOfManyOffenders() {
    Map<SetElement, Long> many = new HashMap<>();
    for (long i = 1; i <= 100; i++) {
      many.put(new SetElement("veth" + i, "10.0.0.5"), i);
    }

    List<Stopped> told = look(5050, many);

    assertThat(told).hasSize(17);
    assertThat(told.getFirst()).isEqualTo(by(new SetElement("veth100", "10.0.0.5"), 100));
    assertThat(told.stream().mapToLong(Stopped::packets).sum()).isEqualTo(5050);
  }

  @Test
  void goesOnFromWhatAnEarlierRunTold() {
    StopCounters next = new StopCounters(Map.of(Stop.IMDS, 4L));
    TableListing listing = listing(6, Map.of());
    next.look(listing, Stop.Table.INET);

    assertThat(next.since(Map.of(Stop.Table.INET, listing)))
        .containsExactly(new Stopped(Stop.IMDS, Optional.empty(), 2));
  }

  @Test
  void countsAnewWhereSomebodyRemovedTheCounters() {
    look(5, Map.of());

    assertThat(look(2, Map.of())).containsExactly(new Stopped(Stop.IMDS, Optional.empty(), 2));
    assertThat(counters.counts()).containsEntry(Stop.IMDS, new Count(2, 0));
  }

  private List<Stopped> look(long packets, Map<SetElement, Long> offenders) {
    TableListing listing = listing(packets, offenders);
    counters.look(listing, Stop.Table.INET);
    return counters.since(Map.of(Stop.Table.INET, listing));
  }

  private static TableListing listing(long packets, Map<SetElement, Long> offenders) {
    return new TableListing(
        List.of(),
        0,
        Map.of(),
        Map.of(Stop.IMDS.label(), new Count(packets, 0)),
        Map.of(Stop.IMDS.offenders() + "4", offenders));
  }

  private static Stopped by(SetElement offender, long packets) {
    return new Stopped(Stop.IMDS, Optional.of(offender), packets);
  }
}
