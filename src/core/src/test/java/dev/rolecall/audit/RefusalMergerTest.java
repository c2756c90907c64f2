package dev.rolecall.audit;

import static dev.rolecall.fakes.AuditEvents.NOON;
import static dev.rolecall.fakes.AuditEvents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalMergerTest {
  private final RefusalMerger merger = new RefusalMerger();

  @Test
  void writesTheFirstFewAndCountsTheOthers() {
    for (int i = 0; i < 100; i++) {
      assertThat(merger.isOneOfTheFirst(refused("10.0.0.1", "Denied", "role", NOON.plusMillis(i))))
          .isEqualTo(i < RefusalMerger.WHOLE);
    }

    assertThat(merger.over(NOON.plusSeconds(9))).isEmpty();
    assertThat(merger.over(NOON.plusSeconds(10)))
        .singleElement()
        .satisfies(event ->
            assertThat(event.details())
                .containsEntry(AuditFields.COUNT, 90L)
                .containsEntry(AuditFields.FIRST_TIME, NOON.plusMillis(10).toString())
                .containsEntry(AuditFields.LAST_TIME, NOON.plusMillis(99).toString()));
    assertThat(merger.isOneOfTheFirst(refused("10.0.0.1", "Denied", "role", NOON.plusSeconds(10))))
        .isTrue();
    assertThat(merger.all()).isEmpty();
  }

  @Test
  void keepsNoCountToItselfWhereTheClockWasSetBack() {
    flood(100, "10.0.0.1", "Denied", "role");
    assertThat(merger.over(NOON)).isEmpty();

    assertThat(counts(merger.over(NOON.minusSeconds(3600)))).isEqualTo(100 - RefusalMerger.WHOLE);
  }

  @Test
  void hidesNoRefusalBehindThoseOfAnotherCause() {
    flood(1000, "10.0.0.1", "Denied", "role");

    assertThat(merger.isOneOfTheFirst(refused("10.0.0.2", "Denied", "role", NOON))).isTrue();
    assertThat(merger.isOneOfTheFirst(refused("10.0.0.1", "Expired", "role", NOON))).isTrue();
    assertThat(merger.isOneOfTheFirst(refused("10.0.0.1", "Denied", "other", NOON))).isTrue();
  }

  @Test
  void countsAllOfACallerWhoVariesWhatItAsksFor() {
    long whole =
        IntStream.range(0, 100_000)
            .filter(i -> merger.isOneOfTheFirst(refused("10.0.0.1", "Denied", "role" + i, NOON)))
            .count();

    assertThat(whole).isEqualTo(RefusalMerger.MOST_OF_ONE + RefusalMerger.WHOLE);
    assertThat(counts(merger.all())).isEqualTo(100_000 - whole);
    assertThat(merger.isOneOfTheFirst(refused("10.0.0.1", "Denied", "role1", NOON)))
        .as("after the span it may have as many again")
        .isTrue();
  }

  @Test
  void holdsABoundedNumberOfCausesWhoeverCalls() {
    long whole =
        IntStream.range(0, 100_000)
            .filter(i -> merger.isOneOfTheFirst(refused("10.0.0." + i, "Denied", "", NOON)))
            .count();

    assertThat(whole).isEqualTo(RefusalMerger.MOST + RefusalMerger.WHOLE);
    assertThat(merger.all())
        .singleElement()
        .satisfies(
            event -> assertThat(event.details()).containsEntry(AuditFields.COUNT, 100_000 - whole));
  }

  /** Of one resource, whose owner must see that somebody tried to delete it. */
  @Test
  void hidesNoActionBehindAnother() {
    for (int i = 0; i < 1000; i++) {
      merger.isOneOfTheFirst(
          with(
              AuditFields.DECIDED_BY,
              Map.of(AuditFields.ACTION, "s3:GetObject"),
              refused("10.0.0.1", "Denied", "object", NOON)));
    }

    assertThat(
            merger.isOneOfTheFirst(
                with(
                    AuditFields.DECIDED_BY,
                    Map.of(AuditFields.ACTION, "s3:DeleteObject"),
                    refused("10.0.0.1", "Denied", "object", NOON))))
        .isTrue();
  }

  @Test
  void hidesNoClientOfAProxyBehindAnother() {
    for (int i = 0; i < 1000; i++) {
      merger.isOneOfTheFirst(
          with(
              AuditFields.CLIENT_ADDRESS,
              "10.9.9.9",
              refused("10.0.0.1", "Denied", "object" + i, NOON)));
    }

    assertThat(
            merger.isOneOfTheFirst(
                with(
                    AuditFields.CLIENT_ADDRESS,
                    "10.9.9.8",
                    refused("10.0.0.1", "Denied", "object999", NOON))))
        .isTrue();
  }

  private static AuditEvent with(String name, Object detail, AuditEvent event) {
    return new AuditEvent(
        event.time(),
        event.call(),
        event.identity(),
        event.outcome(),
        event.resource(),
        event.account(),
        event.requestParameters(),
        event.responseElements(),
        Map.of(name, detail));
  }

  private void flood(int times, String source, String code, String resource) {
    for (int i = 0; i < times; i++) {
      merger.isOneOfTheFirst(refused(source, code, resource, NOON));
    }
  }

  private static long counts(List<AuditEvent> events) {
    return events.stream()
        .mapToLong(event -> (Long) event.details().getOrDefault(AuditFields.COUNT, 0L))
        .sum();
  }
}
